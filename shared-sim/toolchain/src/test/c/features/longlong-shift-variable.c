#include <stdio.h>

int main(void) {
  unsigned long long u = 0xfedcba9876543210ULL;
  long long s = (long long)u;
  for (int n = 0; n < 64; n += 3) printf("%d %llx %llx %llx\n", n, u << n, u >> n, s >> n);
  unsigned char c = 33;
  printf("%llx\n", 1ULL << c);
  long long big = 35;
  printf("%x %llx\n", 1u << (big - 30), 1ULL << big);
  return 0;
}
