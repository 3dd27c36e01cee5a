#include <stdio.h>

int main(void) {
  signed char c = -100;
  unsigned char uc = 200;
  short s = -30000;
  unsigned short us = 60000;
  int i = -2000000000;
  unsigned u = 4000000000u;
  long long l = -5000000000LL;
  unsigned long long ul = 10000000000ULL;
  printf("%d %d %d\n", c + uc, s - us, c * s);
  printf("%u %u %u\n", c + u, uc - u, s + u);
  printf("%lld %lld %lld\n", c + l, u + l, i - l);
  printf("%llu %llu %llu\n", c + ul, i + ul, us * ul);
  printf("%d %d %d\n", us / c, s / uc, us % s);
  printf("%u %u\n", u / us, i / u);
  printf("%lld %lld %llu\n", l / i, l % u, ul / uc);
  printf("%x %x %llx\n", c & us, i | uc, l ^ u);
  printf("%d%d%d%d%d%d\n", c < uc, s < us, i < u, l < u, l < ul, c == (char)156);
  c += l;
  us -= ul;
  i += s;
  u *= c;
  l |= u;
  ul >>= uc / 50;
  printf("%d %d %d %u %lld %llu\n", c, us, i, u, l, ul);
  return 0;
}
