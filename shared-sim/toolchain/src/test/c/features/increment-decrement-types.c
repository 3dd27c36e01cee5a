#include <stdio.h>

int main(void) {
  signed char c = -128;
  c--;
  printf("%d\n", c);
  unsigned char u = 255;
  printf("%d ", u++);
  printf("%d\n", u);
  short s = 32767;
  s++;
  printf("%d\n", s);
  unsigned n = 0;
  printf("%u ", n--);
  printf("%u\n", n);
  double d = 1.5;
  printf("%g ", d++);
  printf("%g ", --d);
  printf("%g\n", -d--);
  float f = -0.5f;
  f++;
  printf("%g\n", f);
  int x[3] = {1, 2, 3}, *p = x;
  printf("%d ", *p++);
  printf("%d ", *++p);
  printf("%d ", (*p)--);
  printf("%d ", --*p);
  printf("%d\n", *--p);
  return 0;
}
