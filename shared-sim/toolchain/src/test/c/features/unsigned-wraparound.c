#include <stdio.h>

int main(void) {
  unsigned u = 0;
  u--;
  printf("%u %u\n", u, u + 2);
  unsigned char c = 0;
  c--;
  printf("%d\n", c);
  unsigned short s = 65535;
  s++;
  printf("%d\n", s);
  unsigned long long l = 0;
  l -= 5;
  printf("%llu\n", l);
  printf("%u %u\n", 5u - 7u, 0u - 1u > 100u);
  unsigned a = 0xfffffff0u, b = 0x20;
  printf("%u %d\n", b - a, (int)(a - b) < 0);
  for (unsigned i = 2; i < 3; i--) printf("%u ", i);
  putchar('\n');
  unsigned hash = 2166136261u;
  for (const char *p = "wrap"; *p; p++) hash = (hash ^ (unsigned char)*p) * 16777619u;
  printf("%u\n", hash);
  size_t_test:;
  printf("%d\n", sizeof(int) - 8 > 0);
  if (u == 1) goto size_t_test;
  return 0;
}
