#include <stdio.h>

static int inc(int x) { return x + 1; }
static int dec(int x) { return x - 1; }

static int (*select(int up))(int) { return up ? inc : dec; }
static int (*(*outer(void))(int))(int) { return select; }
static int (*compose(int (*f)(int), int n))(int) {
  printf("%d ", f(n));
  return n > 3 ? f : compose(f, n + 1);
}

int main(void) {
  printf("%d %d\n", select(1)(10), select(0)(10));
  printf("%d\n", outer()(1)(5));
  int (*(*p)(int))(int) = select;
  printf("%d\n", p(0)(0));
  printf("%d\n", compose(inc, 1)(100));
  int (*(*list[2])(int))(int) = {select, outer()};
  printf("%d\n", list[1](1)(41));
  return 0;
}
