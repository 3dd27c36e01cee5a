#include <stdio.h>

static int a = {5};
static const char *s = {"text"};
static double d = {1};
static char c = {300 - 200};
static float f[2] = {{1}, 2};

int main(void) {
  int x = {a + 1}, *p = {&x};
  printf("%d %s %g %d %g %d %d\n", a, s, d, c, f[1], x, *p);
  return 0;
}
