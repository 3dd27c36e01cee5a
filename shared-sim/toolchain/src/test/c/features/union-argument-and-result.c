#include <stdio.h>

union word { unsigned u; signed char c[4]; };
union wide { double d; unsigned long long l; };

static union word make(unsigned u) { union word w = {u}; return w; }
static union wide bits(double d) { return (union wide){d}; }
static int sum(union word w, union wide v) { return w.c[0] + w.c[1] + w.c[2] + w.c[3] + (int)(v.l >> 60); }

int main(void) {
  printf("%d %d\n", make(0x80).c[0], make(0x1234).c[1]);
  printf("%llx %llx\n", bits(1.0).l, bits(-0.0).l);
  printf("%d\n", sum(make(0x01ff7f02), bits(-4.0)));
  return 0;
}
