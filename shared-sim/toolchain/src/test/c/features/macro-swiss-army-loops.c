#include <stdio.h>

#define FOR(i, n) for (int i = 0, i##_end = (n); i < i##_end; i++)
#define UNLESS(c) if (!(c))
#define FOR_(i, n) FOR(i, n)
#define REPEAT(n) FOR_(MACRO_GLUE(_r, __LINE__), n)
#define MACRO_GLUE(a, b) MACRO_GLUE_(a, b)
#define MACRO_GLUE_(a, b) a##b
#define WITH(decl) for (int _once = 1; _once; _once = 0) for (decl; _once; _once = 0)
#define SWAP(t, a, b) do { t MACRO_GLUE(tmp, __LINE__) = a; a = b; b = MACRO_GLUE(tmp, __LINE__); } while (0)
#define ABS(x) ((x) < 0 ? -(x) : (x))

int main(void) {
  FOR(i, 3) FOR(j, i) printf("%d%d ", i, j);
  REPEAT(2) printf("again ");
  putchar('\n');
  int a = -4, b = 9;
  SWAP(int, a, b);
  UNLESS(a < b) printf("%d %d\n", a, ABS(b));
  WITH(int k = 5) printf("%d\n", k);
  if (a)
    SWAP(int, a, b);
  else
    puts("never");
  printf("%d\n", a);
  return 0;
}
