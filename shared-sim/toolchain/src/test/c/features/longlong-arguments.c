#include <stdio.h>

static long long mix(int a, long long b, char c, unsigned long long d, short e) {
  return a + b * 2 + c * 3 + (long long)d * 4 + e * 5;
}

static unsigned long long swap(unsigned long long v) { return v << 32 | v >> 32; }

int main(void) {
  printf("%lld\n", mix(1, -2, 3, 4, -5));
  printf("%lld\n", mix(-1, 0x7fffffffffLL, -128, 0x1000000000ULL, 32767));
  printf("%llx\n", swap(swap(0x0123456789abcdefULL) + 1));
  long long (*f)(int, long long, char, unsigned long long, short) = mix;
  printf("%lld\n", f(f(1, 1, 1, 1, 1), f(2, 2, 2, 2, 2), 3, 4, 5));
  return 0;
}
