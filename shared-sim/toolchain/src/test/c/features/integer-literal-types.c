#include <stdio.h>

#define NAME(x)                                                                       \
  _Generic((x), int: "int", unsigned: "unsigned", long: "long", unsigned long: "ulong", \
           long long: "llong", unsigned long long: "ullong", default: "other")

int main(void) {
  puts(NAME(1));
  puts(NAME(2147483647));
  puts(NAME(2147483648));
  puts(NAME(0x7fffffff));
  puts(NAME(0x80000000));
  puts(NAME(0xffffffff));
  puts(NAME(0x100000000));
  puts(NAME(4294967296));
  puts(NAME(037777777777));
  puts(NAME(1u));
  puts(NAME(1L));
  puts(NAME(1UL));
  puts(NAME(1lu));
  puts(NAME(1LL));
  puts(NAME(1llU));
  puts(NAME(0x8000000000000000));
  puts(NAME(4294967296u));
  puts(NAME('a'));
  puts(NAME(1 == 1));
  puts(NAME(sizeof 1));
  puts(NAME(0b1011));
  printf("%d %d %d %d\n", 0b1011, 0x1F, 017, 0);
  return 0;
}
