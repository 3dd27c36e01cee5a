#include <stdio.h>

int main(void) {
  int a = 1;
  a++;
  int b = a * 10;
  printf("%d\n", b);
  struct local { int v; };
  struct local c = {b};
  c.v++;
  enum { K = 4 };
  int d[K] = {c.v};
  typedef int T;
  T e = d[0] + K;
  static int f;
  f += e;
  printf("%d %d %d\n", c.v, e, f);
  if (f) {
    puts("statement first");
    int inner = f * 2;
    printf("%d\n", inner);
  }
  return 0;
}
