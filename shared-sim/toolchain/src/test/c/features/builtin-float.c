#include <stdio.h>

int main(void) {
  double inf = __builtin_inf(), huge = __builtin_huge_val();
  double n = __builtin_nan("");
  printf("%d %d %d\n", inf > 1e308, huge == inf, n != n);
  printf("%g %g\n", __builtin_fabs(-2.5), (double)__builtin_fabsf(-0.5f));
  printf("%d %d\n", __builtin_isnan(n) != 0, __builtin_isnan(1.0) != 0);
  printf("%d %d\n", __builtin_signbit(-1.0) != 0, __builtin_isinf(inf) != 0);
  printf("%d\n", __builtin_isless(1.0, n) != 0);
  float f = __builtin_inff();
  printf("%d\n", f > 3e38f);
  return 0;
}
