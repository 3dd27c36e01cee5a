#include <stdio.h>

static volatile double zero = 0.0, one = 1.0;

int main(void) {
  double inf = one / zero, minus = -zero;
  printf("%g %g %g\n", inf, -inf, one / inf);
  printf("%d %d\n", minus == zero, one / minus == -inf);
  printf("%g %g\n", minus, zero - zero);
  double huge = 1e308;
  volatile double over = huge * 10;
  printf("%d\n", over == inf);
  volatile float f = 1e30f;
  volatile float g = f * f;
  printf("%g\n", g);
  volatile float tiny = 1e-30f;
  volatile float h = tiny * tiny;
  printf("%g\n", h);
  printf("%d %d\n", inf > 0, (-inf) < 0);
  return 0;
}
