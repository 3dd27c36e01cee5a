#include <stdio.h>

static short add(short a, short b) { return (short)(a + b); }
static unsigned short uadd(unsigned short a, unsigned short b) { return a + b; }

int main(void) {
  short s = 32767;
  unsigned short u = 65535;
  printf("%d %d\n", s + 1, u + 1);
  printf("%d %d\n", add(s, 1), uadd(u, 1));
  printf("%d %d\n", ~u, (unsigned short)~u);
  printf("%d\n", u > -1);
  printf("%d\n", (u << 15) == 0x7fff8000);
  s = (short)u;
  printf("%d %d\n", s, s == u);
  s = -32767 - 1;
  printf("%d %d\n", -s, (short)-s);
  printf("%d %d\n", s / -1, s % 7);
  return 0;
}
