#include <stdio.h>

static char c = 3.99;
static unsigned char u = -1;
static int i = -2.75;
static float f = 1;
static double d = 3 / 2, e = 3 / 2.0;
static long long l = 1u << 31, m = -1u, n = -1;
static unsigned long long q = -1;
static _Bool b = 0.5;
static short s[3] = {1.5, 'a', 70000 - 65536};
static double t[] = {1, 2u, 'c', 4LL, 5.5f};

int main(void) {
  printf("%d %d %d %g %g %g\n", c, u, i, f, d, e);
  printf("%lld %lld %lld %llu %d\n", l, m, n, q, b);
  printf("%d %d %d\n", s[0], s[1], s[2]);
  for (int k = 0; k < 5; k++) printf("%g ", t[k]);
  putchar('\n');
  return 0;
}
