#include <stdio.h>

struct s {
  int x : 3;
};

int main(void) {
  char c = 0;
  short s = 256;
  unsigned char u = 128;
  float f = -0.0f, g = 1e-30f;
  double d = 1e-300;
  long double ld = 0;
  long long ll = 0x8000000000LL;
  void *p = &c;
  struct s b = {-4};
  int (*fn)(const char *) = puts;
  printf("%d%d%d%d%d%d%d%d%d%d%d\n", !c, !s, !u, !f, !g, !d, !ld, !ll, !p, !b.x, !fn);
  printf("%d%d%d%d%d%d%d%d%d%d%d\n", !!c, !!s, !!u, !!f, !!g, !!d, !!ld, !!ll, !!p, !!b.x, !!fn);
  if (f) puts("f");
  if (g) puts("g");
  if (d) puts("d");
  if (ld) puts("ld");
  if (p) puts("p");
  if (fn) puts("fn");
  if (b.x) puts("b.x");
  for (; ll; ll >>= 20) puts("ll");
  return ll ? 1 : 0;
}
