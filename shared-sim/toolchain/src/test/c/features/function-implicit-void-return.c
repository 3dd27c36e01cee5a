#include <stdio.h>

static void f(int n) {
  if (n < 0) return;
  printf("%d ", n);
  f(n - 1);
}

static void g(int n) { return f(n); }
static int sign(int n) {
  if (n > 0) return 1;
  else if (n < 0) return -1;
  return 0;
}

int main(void) {
  f(3);
  g(2);
  (void)sign(4);
  printf("%d%d%d\n", sign(5), sign(-5), sign(0));
}
