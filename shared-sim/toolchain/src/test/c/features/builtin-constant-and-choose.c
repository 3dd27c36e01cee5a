#include <stdio.h>

#define KIND(x) __builtin_choose_expr(__builtin_types_compatible_p(__typeof__(x), double), 'd', \
    __builtin_choose_expr(__builtin_types_compatible_p(__typeof__(x), int), 'i', '?'))
#define SWAB(x) (__builtin_constant_p(x) ? 1 : 2)

static int array[__builtin_constant_p(5) ? 4 : 1];

int main(int argc, char **argv) {
  (void)argv;
  volatile int v = argc;
  printf("%d %d %d\n", __builtin_constant_p(3 + 4), __builtin_constant_p(v), SWAB(10));
  printf("%c %c %c\n", KIND(1.0), KIND(1), KIND("s"));
  printf("%d\n", (int)sizeof array);
  printf("%d %d %d\n", __builtin_types_compatible_p(int, const int),
         __builtin_types_compatible_p(int *, const int *), __builtin_types_compatible_p(int[], int[5]));
  printf("%d %d\n", __builtin_types_compatible_p(long, int), __builtin_types_compatible_p(unsigned, int));
  char *text = __builtin_choose_expr(1, "chosen", 5);
  puts(text);
  return 0;
}
