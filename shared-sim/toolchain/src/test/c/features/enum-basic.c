#include <stdio.h>

enum weekday { MON, TUE, WED = 10, THU, FRI = THU, SAT = 'x', SUN = SAT + 2 };

static enum weekday next(enum weekday d) { return d == FRI ? SAT : d + 1; }

int main(void) {
  printf("%d %d %d %d %d %d %d\n", MON, TUE, WED, THU, FRI, SAT, SUN);
  enum weekday d = WED;
  d = next(d);
  d++;
  printf("%d %d %d\n", d, next(FRI), (int)sizeof d);
  enum { LOCAL = 5, OTHER } l = OTHER;
  printf("%d %d\n", l, LOCAL * 2);
  int array[OTHER];
  printf("%d\n", (int)(sizeof array / sizeof *array));
  switch (l) {
    case LOCAL: puts("local"); break;
    case OTHER: puts("other"); break;
  }
  unsigned bits = 1u << TUE | 1u << MON;
  printf("%u\n", bits);
  return 0;
}
