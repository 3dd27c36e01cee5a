#include <stdio.h>

int main(void) {
  float a = 1.5f, b = 0.25f;
  double c = 3.0, d = -0.125;
  printf("%g %g %g %g\n", a + b, a - b, a * b, a / b);
  printf("%g %g %g %g\n", c + d, c - d, c * d, c / d);
  printf("%g %g\n", a + c, d * b);
  printf("%g %g %g\n", a + 1, 10 / c * 3, 7 * b - 2);
  a += 2;
  a *= a;
  c /= -4;
  d -= c;
  printf("%g %g %g\n", a, c, d);
  printf("%g %g %g\n", -a, +c, -(c + d));
  float f[3] = {1, 2, 4};
  f[0] /= f[2];
  f[1] -= f[0];
  printf("%g %g\n", f[0], f[1]);
  unsigned u = 4000000000u;
  printf("%.1f %.1f\n", u * 0.5, u + c);
  long long l = 1LL << 52;
  printf("%.1f %.2f\n", l + 0.5, l * 0.25);
  printf("%.6f\n", 1.0 / 1024);
  return 0;
}
