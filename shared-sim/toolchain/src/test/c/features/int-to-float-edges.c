#include <stdio.h>

int main(void) {
  int i = -2147483647 - 1;
  unsigned u = 0xffffffffu, v = 0x80000000u;
  long long l = -9223372036854775807LL - 1, m = 1LL << 62;
  unsigned long long q = 0x8000000000000000ULL, r = 0xfffffffffffff800ULL, s = 0xffffffffffffffffULL;
  printf("%.1f %.1f %.1f\n", (double)i, (double)u, (double)v);
  printf("%.1f %.1f\n", (double)l, (double)m);
  printf("%.1f %.1f %.1f\n", (double)q, (double)r, (double)s);
  printf("%.1f %.1f %.1f\n", (float)16777216, (float)(u << 8), (float)16777220);
  printf("%.1f %.1f\n", (float)m, (float)q);
  signed char c = -1;
  unsigned char uc = 255;
  unsigned short us = 65535;
  printf("%.1f %.1f %.1f %.1f\n", (double)c, (float)uc, (double)us, (double)(_Bool)5);
  double d = 'a';
  d += u;
  printf("%.1f\n", d);
  printf("%.1Lf %.1Lf\n", (long double)s, (long double)l);
  return 0;
}
