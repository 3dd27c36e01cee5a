#include <stdio.h>

static volatile double zero = 0.0;

int main(void) {
  double n = zero / zero, inf = 1 / zero, ninf = -1 / zero;
  printf("%d%d%d%d%d%d\n", n < 1, n <= 1, n > 1, n >= 1, n == 1, n != 1);
  printf("%d%d%d%d%d%d\n", 1 < n, 1 <= n, 1 > n, 1 >= n, 1 == n, 1 != n);
  printf("%d %d %d\n", n == n, n != n, !(n < n));
  printf("%d%d%d%d\n", inf > 1e308, ninf < -1e308, inf == inf, inf > ninf);
  if (n < 0) puts("wrong"); else puts("not less");
  if (!(n >= 0)) puts("not greater or equal");
  if (n) puts("nan is true");
  while (n > 0) puts("wrong");
  printf("%d\n", n && 1);
  printf("%d %d\n", n > 0 ? 1 : 2, n != 0 ? 1 : 2);
  float f = (float)n;
  printf("%d %d\n", f == f, f != f);
  printf("%d\n", inf - inf == inf - inf);
  return 0;
}
