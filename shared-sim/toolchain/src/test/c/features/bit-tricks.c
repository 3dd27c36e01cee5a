#include <stdio.h>

static int count(unsigned v) {
  int n = 0;
  for (; v; v &= v - 1) n++;
  return n;
}

static unsigned reverse(unsigned v) {
  v = (v >> 1 & 0x55555555) | (v & 0x55555555) << 1;
  v = (v >> 2 & 0x33333333) | (v & 0x33333333) << 2;
  v = (v >> 4 & 0x0f0f0f0f) | (v & 0x0f0f0f0f) << 4;
  v = (v >> 8 & 0x00ff00ff) | (v & 0x00ff00ff) << 8;
  return v >> 16 | v << 16;
}

static unsigned rotate(unsigned v, int n) { return v << (n & 31) | v >> (-n & 31); }

int main(void) {
  unsigned v = 0x12345678;
  printf("%d %d %d\n", count(0), count(v), count(~0u));
  printf("%x %x\n", reverse(v), reverse(1));
  for (int n = 0; n < 32; n += 7) printf("%x ", rotate(v, n));
  putchar('\n');
  printf("%x %x\n", v & -v, v ^ v >> 1);
  int a = 5, b = 9;
  a ^= b, b ^= a, a ^= b;
  printf("%d %d\n", a, b);
  return 0;
}
