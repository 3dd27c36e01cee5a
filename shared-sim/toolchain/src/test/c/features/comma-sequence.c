#include <stdio.h>

static int trace(int v) {
  printf("[%d]", v);
  return v;
}

int main(void) {
  int a = (trace(1), trace(2), 3);
  printf(" %d\n", a);
  int i, j;
  for (i = 0, j = 10; i < j; i++, j -= 2) printf("%d,%d ", i, j);
  putchar('\n');
  int array[2] = {(trace(4), 5), trace(6)};
  printf(" %d %d\n", array[0], array[1]);
  printf("%d\n", (trace(7), trace(8)) + 1);
  return (trace(9), putchar('\n'), 0);
}
