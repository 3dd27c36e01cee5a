#include <stdio.h>

static int f(int a, int b) {
  if (a)
    if (b) return 1;
    else return 2;
  return 3;
}

static int g(int a, int b) {
  if (a) {
    if (b) return 1;
  } else return 2;
  return 3;
}

static int chain(int n) {
  if (n < 0) return -1;
  else if (n == 0) ;
  else if (n < 10) { return 1; }
  else for (;;) if (n > 100) return 3; else return 2;
  return 0;
}

int main(void) {
  printf("%d %d %d %d\n", f(0, 0), f(0, 1), f(1, 0), f(1, 1));
  printf("%d %d %d %d\n", g(0, 0), g(0, 1), g(1, 0), g(1, 1));
  printf("%d %d %d %d %d\n", chain(-4), chain(0), chain(5), chain(50), chain(500));
  return 0;
}
