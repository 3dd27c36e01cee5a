#include <stdio.h>

static void f(void) { puts("f"); }
static void g(int n) {
  (void)n;
  n > 2 ? f() : (void)puts("small");
}

int main(void) {
  (void)5;
  f(), f();
  g(1);
  g(3);
  void *p = &p;
  (void)*(char *)p;
  (f)();
  (*&f)();
  return (g(5), 3);
}
