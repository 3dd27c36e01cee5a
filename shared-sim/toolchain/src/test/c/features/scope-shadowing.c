#include <stdio.h>

static int x = 1;

static int f(int x) {
  int r = x;
  {
    int x = r * 10;
    r += x;
    for (int x = 0; x < 3; x++) {
      r += x;
      int x = 100;
      r += x;
    }
    r += x;
  }
  return r + x;
}

static int g(void) {
  extern int shared;
  return shared;
}

int shared = 77;

int main(void) {
  int y = x;
  int x = y + 5;
  printf("%d %d %d %d\n", x, y, f(2), g());
  if (x) {
    int y = x;
    x = y * 2;
  }
  printf("%d %d\n", x, y);
  int n = 4;
  while (n--) {
    static int x;
    x += n;
    printf("%d ", x);
  }
  putchar('\n');
  return 0;
}
