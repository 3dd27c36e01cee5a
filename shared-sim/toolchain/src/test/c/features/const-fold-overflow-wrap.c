#include <stdio.h>

enum { WRAP = (int)(0xffffffffu + 2u), SHIFTED = 1u << 31 >> 31 };
static unsigned sum = 4000000000u + 1000000000u;
static unsigned product = 65536u * 65537u;
static unsigned negated = -1u;
static unsigned long long wide = 0xffffffffu + 1ULL;
static unsigned narrow = (unsigned)(0xffffffffu + 1u);
static unsigned char cut = (unsigned char)0x1234;
static signed char minus = (signed char)0xff;
static short half = (short)0x18000;

int main(void) {
  printf("%d %d\n", WRAP, SHIFTED);
  printf("%u %u %u %llu %u\n", sum, product, negated, wide, narrow);
  printf("%d %d %d\n", cut, minus, half);
  return 0;
}
