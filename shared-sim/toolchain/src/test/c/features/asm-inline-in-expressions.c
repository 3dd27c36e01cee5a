#include <stdio.h>

#define ROL(v, n)                                             \
  ({                                                          \
    unsigned _v = (v);                                        \
    asm("roll %1, %0" : "+r"(_v) : "Ic"((unsigned char)(n))); \
    _v;                                                       \
  })

struct s { unsigned a; unsigned char b; };

static inline unsigned low_bit(unsigned v) {
  unsigned r;
  asm("bsfl %1, %0" : "=r"(r) : "r"(v) : "cc");
  return r;
}

int main(void) {
  printf("%x %x\n", ROL(0x80000001u, 1), ROL(0x12345678u, 8));
  printf("%x\n", ROL(ROL(1, 4), 4) + low_bit(0x40));
  struct s v = {1, 2}, list[2] = {{3, 4}, {5, 6}};
  asm("addl %1, %0" : "+r"(v.a) : "r"(list[1].a));
  asm("addb %1, %0" : "+q"(list[0].b) : "q"(v.b));
  printf("%u %d\n", v.a, list[0].b);
  for (int i = 0; i < 3; i++) {
    unsigned sq = (unsigned)i;
    asm("imull %0, %0" : "+r"(sq));
    printf("%u ", sq);
  }
  putchar('\n');
  return 0;
}
