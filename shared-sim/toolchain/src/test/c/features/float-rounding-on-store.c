#include <stdio.h>

static float narrow(double d) { return (float)d; }

int main(void) {
  volatile float f = 0.1f;
  double d = f;
  printf("%d\n", d == 0.1);
  printf("%.9g %.17g\n", (double)f, d);
  printf("%.9g\n", (double)narrow(1.0 / 3));
  f = 16777216.0f;
  f = f + 1;
  printf("%.1f\n", f);
  f = f + 3;
  printf("%.1f\n", f);
  volatile double w = 9007199254740992.0;
  w = w + 1;
  printf("%.1f\n", w);
  printf("%d\n", (double)(float)0.3 == 0.3);
  return 0;
}
