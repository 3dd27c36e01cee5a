#include <stdio.h>

/* Two names of one object: what is written by one is read by the other. */
int a;
extern int b __attribute__((alias("a")));
static int table[4] = {1, 2, 3, 4};
extern int view[4] __attribute__((alias("table")));
int weakly = 7;
extern int other __attribute__((weak, alias("weakly")));

__attribute__((noinline)) static int both(void) {
  a = 1;
  b = 2;
  return a;
}

__attribute__((noinline)) static int loop(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    sum += table[1];
    view[1] = i;
  }
  return sum * 10 + table[1];
}

__attribute__((noinline)) static int weak(void) {
  int before = other;
  weakly = before + 1;
  return other;
}

int main(void) {
  printf("%d %d\n", both(), b);
  printf("%d\n", loop(5));
  printf("%d %d\n", weak(), &weakly == &other);
  return 0;
}
