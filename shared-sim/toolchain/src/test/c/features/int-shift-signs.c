#include <stdio.h>

int main(void) {
  int s = -256;
  unsigned u = 0x80000001u;
  for (int n = 0; n < 32; n += 5) printf("%d %x %x\n", s >> n, u << n, u >> n);
  signed char c = -128;
  unsigned char uc = 0x80;
  printf("%d %d %d\n", c >> 3, uc >> 3, uc << 3);
  c >>= 2;
  uc <<= 1;
  printf("%d %d\n", c, uc);
  uc = 0xff;
  uc >>= 4;
  printf("%d\n", uc);
  short h = -2;
  h >>= 1;
  printf("%d\n", h);
  u <<= 31;
  u >>= 31;
  printf("%u\n", u);
  printf("%d\n", 1 << 3 << 2 >> 1);
  return 0;
}
