#include <stdio.h>

int main(void) {
  signed char a = -1;
  unsigned char b = 255;
  char c = (char)200;
  printf("%d %d %d\n", a, b, c);
  printf("%d %d\n", a == b, (unsigned char)a == b);
  printf("%d %d %d\n", a + b, a * b, b * b);
  printf("%d %d\n", ~b, -b);
  printf("%d\n", b << 4);
  printf("%d\n", (b + 1) > 255);
  b += 1;
  printf("%d\n", b);
  a = (signed char)(a + 130);
  printf("%d\n", a);
  printf("%d %d %d\n", (int)sizeof(a + a), (int)sizeof(+b), (int)sizeof(c));
  printf("%d\n", !b);
  return (a + b) & 127;
}
