#include <stdio.h>

typedef void nothing;
static int f(nothing);
static int f(nothing) { return 7; }
static int apply(int (*g)(nothing)) { return g() + 1; }

int main(nothing) {
  printf("%d %d\n", f(), apply(f));
  return 0;
}
