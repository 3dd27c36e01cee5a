#include <stdio.h>

int main(void) {
  unsigned char c = 250;
  c += 10;
  printf("%d\n", c);
  c -= 10;
  printf("%d\n", c);
  c *= 3;
  printf("%d\n", c);
  c /= 7;
  printf("%d\n", c);
  c %= 4;
  printf("%d\n", c);
  c |= 0xf00f;
  printf("%d\n", c);
  c ^= 0xff;
  printf("%d\n", c);
  c <<= 3;
  printf("%d\n", c);
  signed char s = 100;
  s += 100;
  printf("%d\n", s);
  s /= -3;
  printf("%d\n", s);
  short h = 30000;
  h += h;
  printf("%d\n", h);
  unsigned short w = 1;
  w -= 2;
  printf("%d\n", w);
  w = 20001;
  w *= 1.5;
  printf("%d\n", (c += 300, c));
  int i = 10;
  i *= 2.75;
  printf("%d\n", i);
  i -= 0.5;
  printf("%d\n", i);
  return 0;
}
