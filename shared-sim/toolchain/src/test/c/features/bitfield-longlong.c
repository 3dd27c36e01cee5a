#include <stdio.h>

struct wide {
  unsigned long long a : 40;
  unsigned long long b : 24;
  long long c : 33;
  unsigned long long d : 5;
};

int main(void) {
  struct wide w = {0xffeeddccbbULL, 0x123456, -1, 17};
  printf("%llx %x %lld %d\n", (unsigned long long)w.a, (unsigned)w.b, (long long)w.c, (int)w.d);
  w.a += 0x1100000000ULL;
  printf("%llx\n", (unsigned long long)w.a);
  w.c = 1LL << 32;
  printf("%lld\n", (long long)w.c);
  w.c -= 1;
  printf("%lld\n", (long long)w.c);
  w.b = w.a >> 8;
  printf("%x\n", (unsigned)w.b);
  w.d--;
  printf("%d %d\n", (int)w.d, (int)sizeof w);
  return 0;
}
