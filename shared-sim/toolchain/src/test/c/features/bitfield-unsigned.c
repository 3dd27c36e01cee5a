#include <stdio.h>

struct flags {
  unsigned a : 1;
  unsigned b : 3;
  unsigned c : 12;
  unsigned d : 16;
};

int main(void) {
  struct flags f = {1, 5, 4000, 65535};
  printf("%u %u %u %u %d\n", f.a, f.b, f.c, f.d, (int)sizeof f);
  f.b += 4;
  f.c <<= 1;
  f.a ^= 1;
  f.d++;
  printf("%u %u %u %u\n", f.a, f.b, f.c, f.d);
  f.b = 0xff;
  printf("%u %u\n", f.b, f.c);
  printf("%d\n", f.b - 8 < 0);
  printf("%u\n", f.c-- + 0u);
  printf("%u %d\n", f.c, ~f.b);
  unsigned v = (f.b = 13);
  printf("%u\n", v);
  return 0;
}
