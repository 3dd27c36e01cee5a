#include <stdio.h>

int later(int, char);
static int takes(int n, int array[n], int (*callback)(int element));
static int takes_unspecified();
extern int printf(const char *restrict, ...);

static int square(int v) { return v * v; }

int main(void) {
  int v[3] = {1, 2, 3};
  int local(int);
  printf("%d %d %d %d\n", later(3, 'a'), takes(3, v, square), takes_unspecified(2), local(5));
  return 0;
}

int later(int a, char b) { return a + b; }
int local(int x) { return x - 1; }
static int takes_unspecified(int x) { return x + x; }
static int takes(int n, int array[n], int (*callback)(int)) {
  int t = 0;
  for (int i = 0; i < n; i++) t += callback(array[i]);
  return t;
}
