#include <stdio.h>

typedef int fixed;
#define ONE (1 << 16)

static fixed mul(fixed a, fixed b) { return (fixed)((long long)a * b / ONE); }
static fixed divide(fixed a, fixed b) { return (fixed)((long long)a * ONE / b); }
static fixed root(fixed v) {
  fixed x = ONE;
  for (int i = 0; i < 20; i++) x = (x + divide(v, x)) / 2;
  return x;
}
static void show(fixed v) {
  if (v < 0) putchar('-'), v = -v;
  printf("%d.%04d ", v / ONE, (int)((long long)(v % ONE) * 10000 / ONE));
}

int main(void) {
  show(mul(3 * ONE / 2, 5 * ONE / 4));
  show(divide(-ONE, 3 * ONE));
  show(root(2 * ONE));
  show(root(100 * ONE));
  show(mul(-5 * ONE / 2, 7 * ONE));
  putchar('\n');
  return 0;
}
