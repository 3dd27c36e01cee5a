#include <stdio.h>

static long double third(long double v) { return v / 3; }

static long double array[3] = {1.5L, -2, 3};

int main(void) {
  long double a = 1, b = 1;
  for (int i = 0; i < 63; i++) b /= 2;
  printf("%d %d\n", a + b > a, (double)(a + b) == 1.0);
  printf("%d\n", third(1) * 3 == 1.0L);
  printf("%Lg %Lg %Lg\n", array[0] * array[1], array[1] - array[2], -array[2]);
  array[1] += 10;
  array[2]++;
  printf("%Lg %Lg\n", array[1], array[2]);
  printf("%d %d\n", (int)sizeof array, (int)sizeof(long double));
  unsigned long long big = 0xffffffffffffffffULL;
  long double exact = big;
  printf("%d %llx\n", exact == 18446744073709551615.0L, (unsigned long long)exact);
  long long n = (long long)-9223372036854775807.0L;
  printf("%lld\n", n);
  double d = (double)third(2);
  float f = (float)third(2);
  printf("%.17g %.9g\n", d, f);
  printf("%d %d %d\n", a < b, a != b, !a);
  printf("%.3Lf\n", 123456.789L);
  return (int)array[1];
}
