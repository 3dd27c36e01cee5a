#include <stdio.h>

static int __attribute__((cdecl)) c(int a, int b) { return a - b; }
static int __attribute__((regparm(3), noinline)) r(int a, int b, int c, int d) {
  return a * 1000 + b * 100 + c * 10 + d;
}
static int __attribute__((regparm(2), noinline)) s(const char *t, int n) { return t[n]; }

int main(void) {
  int (*__attribute__((regparm(3))) f)(int, int, int, int) = r;
  printf("%d %d %d %c\n", c(5, 3), r(1, 2, 3, 4), f(4, 3, 2, 1), s("abc", 2));
  return 0;
}
