#include <stdio.h>

union descriptor {
  struct {
    unsigned limit : 16, base_low : 16;
    unsigned base_middle : 8, type : 4, s : 1, dpl : 2, present : 1;
    unsigned limit_high : 4, avl : 1, : 1, big : 1, granular : 1, base_high : 8;
  };
  unsigned long long raw;
};

union small { unsigned char all; struct { unsigned char low : 4, high : 4; }; unsigned one : 1; };

int main(void) {
  union descriptor d = {.raw = 0x00cf9a000000ffffULL};
  printf("%x %x %x %d %d %d\n", d.limit, d.limit_high, d.type, d.s, d.dpl, d.present);
  d.dpl = 3;
  d.base_high = 0x12;
  d.base_middle = 0x34;
  d.base_low = 0x5678;
  printf("%llx %d\n", d.raw, (int)sizeof d);
  union small s = {0xa5};
  printf("%x %x %d %d\n", s.low, s.high, s.one, (int)sizeof s);
  s.low = s.high;
  printf("%x\n", s.all);
  return 0;
}
