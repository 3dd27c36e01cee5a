#include <stdio.h>

struct r { int v[3]; int (*f)(int); };
static int inc(int n) { return n + 1; }
static struct r make(int n) { return (struct r){{n, n * 2, n * 3}, inc}; }
static int *where(void) {
  static int v[3] = {1, 2, 3};
  return v;
}
static const char *text(void) { return "result"; }

int main(void) {
  printf("%d %d\n", make(4).v[2], make(1).f(41));
  where()[1] += 10;
  *where() = 7;
  ++where()[2];
  printf("%d %d %d\n", where()[0], 1[where()], *(where() + 2));
  printf("%c %s\n", *text(), text() + 3);
  (make(2), where)()[0]--;
  printf("%d\n", where()[0]);
  printf("%d\n", (1 ? inc : 0)(5));
  make(9);
  int n = -inc(inc(inc(0))) + !inc(-1);
  printf("%d\n", n);
  switch (inc(2)) case 3: puts("three");
  return 0;
}
