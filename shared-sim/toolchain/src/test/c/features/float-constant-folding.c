#include <stdio.h>

static double a = 1.0 / 8 + 2 * 3.5 - 0.5;
static float b = (float)1.25 * 2;
static int c = (int)(2.9 + 0.2), d = 1.5 > 1.25, e = !0.5;
static long long f = (long long)4294967296.75;
static double g = -(1 + 2) / 4.0, h = 0.5 ? 3 : 4.5;
static int i[(int)3.7];
static double j = (unsigned)-1, k = -1 / 2u;
static unsigned char l = 200.7;

int main(void) {
  printf("%g %g %d %d %d %lld\n", a, b, c, d, e, f);
  printf("%g %g %d %.1f %.1f %d\n", g, h, (int)sizeof i, j, k, l);
  return 0;
}
