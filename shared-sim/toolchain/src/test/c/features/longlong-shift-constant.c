#include <stdio.h>

int main(void) {
  unsigned long long u = 0x8123456789abcdefULL;
  long long s = (long long)u;
  printf("%llx %llx %llx %llx %llx\n", u << 0, u << 1, u << 31, u << 32, u << 63);
  printf("%llx %llx %llx %llx %llx\n", u >> 0, u >> 1, u >> 31, u >> 32, u >> 63);
  printf("%llx %llx %llx %llx\n", s >> 1, s >> 31, s >> 32, s >> 63);
  printf("%llx %llx\n", s >> 33, u >> 33);
  u <<= 4;
  s >>= 4;
  printf("%llx %llx\n", u, s);
  printf("%d\n", (int)(1LL << 40 >> 38));
  return 0;
}
