#include <stdio.h>

typedef int byte __attribute__((mode(QI)));
typedef int half __attribute__((mode(HI)));
typedef unsigned word __attribute__((mode(SI)));
typedef int wide __attribute__((mode(DI)));
typedef unsigned pointer __attribute__((mode(pointer)));

int main(void) {
  byte b = (byte)200;
  half h = (half)40000;
  word w = -1;
  wide d = 1;
  d <<= 40;
  printf("%d %d %u %lld %d\n", b, h, w, (long long)d, (int)sizeof(pointer));
  return 0;
}
