#include <stdio.h>

extern void *alloca(unsigned);
extern void *memset(void *, int, unsigned);

int main(void) {
  int values[4] = {1, 2, 3, 4};
  int *p = values;
  int i = 0;
  __builtin_prefetch(p++, 0, 0);
  __builtin_prefetch(&values[++i]);
  printf("%d %d\n", *p, i);
  unsigned sum = 0;
  for (int round = 1; round < 4; round++) {
    unsigned char *room = alloca(round * 100);
    memset(room, round, round * 100);
    for (int at = 0; at < round * 100; at++) sum += room[at];
  }
  printf("%u\n", sum);
  return 0;
}
