#include <stdio.h>

struct s {
  unsigned pad : 3;
  unsigned u : 9;
  int i : 9;
  unsigned tail : 11;
};

int main(void) {
  struct s v = {5, 300, -200, 2047};
  v.u += 300; v.i += -100; printf("%u %d\n", v.u, v.i);
  v.u -= 100; v.i -= 17; printf("%u %d\n", v.u, v.i);
  v.u *= 7; v.i *= 3; printf("%u %d\n", v.u, v.i);
  v.u /= 3; v.i /= -5; printf("%u %d\n", v.u, v.i);
  v.u %= 50; v.i %= 9; printf("%u %d\n", v.u, v.i);
  v.u <<= 5; v.i = -100; v.i >>= 3; printf("%u %d\n", v.u, v.i);
  v.u |= 0xff; v.i &= 0x3f; printf("%u %d\n", v.u, v.i);
  v.u ^= 0x1aa; v.i |= -256; printf("%u %d\n", v.u, v.i);
  int r = v.u++;
  ++v.u;
  (void)r;
  printf("%u %d\n", v.u, v.i--);
  printf("%u %d %u\n", v.pad, --v.i, v.tail);
  return 0;
}
