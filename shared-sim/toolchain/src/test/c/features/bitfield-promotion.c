#include <stdio.h>

struct s {
  unsigned small : 7;
  unsigned full : 32;
  int sfull : 32;
  unsigned char c : 8;
};

#define NAME(x) _Generic((x), int: "int", unsigned: "unsigned", default: "other")

int main(void) {
  struct s v = {100, 0xffffffff, -1, 200};
  printf("%s %s %s %s\n", NAME(v.small + 0), NAME(v.full + 0), NAME(v.sfull + 0), NAME(v.c + 0));
  printf("%d\n", v.small - 101 < 0);
  printf("%d\n", v.full > 0);
  printf("%d\n", -v.small);
  printf("%d %d\n", v.small > -1, v.full > -1);
  printf("%d\n", (v.small << 8) / 100);
  printf("%d %u\n", v.sfull, v.full);
  printf("%d\n", +v.c * 2);
  return 0;
}
