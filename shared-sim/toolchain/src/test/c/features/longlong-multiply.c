#include <stdio.h>

int main(void) {
  long long v[] = {0, 1, -1, 3, 0x10000, -0x12345, 0x123456789LL, -0x7fff0000LL};
  for (int i = 0; i < 8; i++)
    for (int j = i; j < 8; j++) {
      unsigned long long p = (unsigned long long)v[i] * (unsigned long long)v[j];
      printf("%lld * %lld = %lld %llx\n", v[i], v[j], (long long)p, p);
    }
  int a = 100000, b = -300000;
  printf("%lld %lld\n", (long long)a * b, (long long)(unsigned)a * (unsigned)b);
  unsigned c = 4000000000u;
  printf("%llu\n", (unsigned long long)c * c);
  return 0;
}
