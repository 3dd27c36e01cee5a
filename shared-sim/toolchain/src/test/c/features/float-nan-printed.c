#include <math.h>
#include <stdio.h>

static double none = NAN;
static float narrow = NAN;

int main(void) {
  printf("%g %g %f\n", NAN, none, narrow);
  printf("%d %d %g\n", signbit(NAN) != 0, isnan(none) != 0, -none);
  return 0;
}
