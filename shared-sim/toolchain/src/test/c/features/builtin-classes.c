#include <stdio.h>

/* Builtins that ask what something is. */
union either {
  int i;
  float f;
};
struct both {
  int i;
};

static int kind(double x) { return __builtin_fpclassify(0, 1, 4, 3, 2, x); }

int main(void) {
  union either u;
  struct both s;
  int array[2], calls = 0;
  printf("%d %d %d\n", __builtin_classify_type((char)1), __builtin_classify_type(1ull),
         __builtin_classify_type(array));
  printf("%d %d %d\n", __builtin_classify_type(1.0f), __builtin_classify_type(s),
         __builtin_classify_type(u));
  printf("%d %d\n", __builtin_classify_type(calls++), calls);
  for (int i = 0; i < 32; i += 5)
    printf("%d %d ", __builtin_clrsb(1 << i), __builtin_clrsb(~(5 << i)));
  printf("%d %d\n", __builtin_clrsb(0), __builtin_clrsb(-1));
  printf("%d %d %d\n", __builtin_clrsbll(0), __builtin_clrsbll(-1ll << 40),
         __builtin_clrsbll(1ll << 62));
  printf("%d %d %d", kind(0.0), kind(-0.0), kind(1.5));
  printf(" %d %d %d\n", kind(5e-324), kind(-1.0 / 0.0), kind(0.0 / 0.0));
  printf("%d\n", __builtin_nans("") != __builtin_nans(""));
  return 0;
}
