#include <stdio.h>

int main(void) {
  printf("%g %g %g %g\n", 1., .5, 1e3, 1.5e-3);
  printf("%g %g %g\n", 0x1p4, 0x1.8p1, 0x.8p-1);
  printf("%g %g %Lg\n", 1.25f, 2.5F, 4.75L);
  printf("%d %d %d\n", (int)sizeof 1.0, (int)sizeof 1.0f, (int)sizeof 1.0L);
  printf("%.17g %.17g\n", 0.1, 1.0 / 3);
  static float tenth = 0.1f, odd = 16777217.0f;
  printf("%.9g %.9g\n", tenth, odd);
  printf("%g %g %g\n", 1e308, 4.9406564584124654e-324, 2.2250738585072014e-308);
  printf("%g %g\n", 3.40282347e38f, 1.17549435e-38f);
  printf("%d %d\n", 0.1 == (double)tenth, 0.5 == 0.5f);
  printf("%g %g\n", 123456789012345678901234567890., 0e5);
  printf("%.20g\n", 9007199254740993.0);
  printf("%g\n", 1e+2 - 1E-2);
  return 0;
}
