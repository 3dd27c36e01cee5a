#include <stdio.h>

static signed char sc(int v) { return v; }
static unsigned char uc(int v) { return v; }
static short sh(int v) { return v; }
static unsigned short us(int v) { return v; }
static int take(signed char a, unsigned char b, short c, unsigned short d, _Bool e) {
  return a * 10000 + b * 1000 + c * 100 + d * 10 + e;
}

int main(void) {
  int v[] = {0, 127, 128, 255, 256, 32767, 32768, 65535, 65536, -1, -129, -32769};
  for (int i = 0; i < 12; i++)
    printf("%d %d %d %d %d\n", sc(v[i]), uc(v[i]), sh(v[i]), us(v[i]), (_Bool)v[i]);
  printf("%d\n", take(0x101, 0x102, 0x10003, 0x10004, 0x100));
  printf("%d\n", take(-1, -1, -1, -1, -1));
  return 0;
}
