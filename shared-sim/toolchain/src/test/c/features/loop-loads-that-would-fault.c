#include <stdio.h>

/* Nobody defines it: its address is 0, and reading it would fault. */
extern int missing __attribute__((weak));
static int big[4] = {1, 2, 3, 4};

static __attribute__((noinline)) int present(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (&missing) sum += missing;
    sum += i;
  }
  return sum;
}

static __attribute__((noinline)) int outside(int n, int really) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (really) sum += big[0x10000000];
    sum += big[i & 3];
  }
  return sum;
}

static __attribute__((noinline)) int outsideOfFrame(int n, int really) {
  int local[4] = {5, 6, 7, n};
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (really) sum += local[-0x8000000];
    sum += local[i & 3];
  }
  return sum;
}

static __attribute__((noinline)) int inside(int n, int really) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (really) sum += big[3];
    sum += i;
  }
  return sum;
}

int main(void) {
  printf("%d %d\n", present(5), outside(6, 0));
  printf("%d %d %d\n", outsideOfFrame(6, 0), inside(4, 0), inside(4, 1));
  return 0;
}
