#include <stdio.h>

static int length(const char *s) {
  const char *p = s;
  while (*p) p++;
  return (int)(p - s);
}

int main(void) {
  int x = 1, y = 2;
  const int *a = &x;
  int *const b = &x;
  const int *const c = &y;
  int const *d = &y;
  *b = 5;
  a = &y;
  d = b;
  printf("%d %d %d %d\n", *a, *b, *c, *d);
  const volatile int v = 9;
  volatile int w = v + 1;
  w += w;
  printf("%d\n", w);
  int *restrict r = &x;
  *r += 2;
  printf("%d %d\n", x, length("qualified"));
  const int table[] = {3, 1, 2};
  printf("%d\n", table[x - 7]);
  return 0;
}
