#include <stdio.h>

int main(void) {
  unsigned long long a = 0xff00ff00ff00ff00ULL, b = 0x0123456789abcdefULL;
  printf("%llx %llx %llx %llx\n", a & b, a | b, a ^ b, ~a);
  int m = -16;
  unsigned k = 0xfffffff0u;
  printf("%llx %llx\n", a & m, a & k);
  printf("%llx %llx\n", a | m, a | k);
  a &= 0xffff;
  b ^= a;
  b |= 1ULL << 63;
  printf("%llx %llx\n", a, b);
  printf("%d %d %d\n", a && b, !a, (b & 0xf00000000ULL) ? 1 : 0);
  if (b & 0xff00000000ULL) puts("high part counts");
  while (b & 0xffff000000000000ULL) b >>= 4;
  printf("%llx\n", b);
  return 0;
}
