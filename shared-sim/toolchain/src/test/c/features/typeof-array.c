#include <stdio.h>

int main(void) {
  int a[4] = {1, 2, 3, 4};
  typeof(a) b = {5, 6};
  typeof(a[0]) c = 7;
  typeof(&a[0]) p = b;
  typeof(int[3]) d = {8};
  __typeof__(char *) s = "text", t = "more";
  typeof(int (*)(const char *)) f = puts;
  __typeof(a) *q = &a;
  printf("%d %d %d %d %d\n", b[1], b[3], c, *p, d[0]);
  printf("%s %s %d\n", s, t, (*q)[2]);
  f("called");
  typeof(c + 1LL) wide = 1LL << 35;
  typeof(*p) plain = 3;
  typeof(({ 0.5; })) half = 0.25;
  printf("%lld %d %g %d\n", wide, plain, half, (int)sizeof(typeof(a)));
  const int k = 4;
  typeof(k) k2 = 5;
  typeof(main) *m = main;
  printf("%d %d\n", k2, m == main);
  int n = 0;
  typeof(n++) same = 9;
  printf("%d %d\n", n, same);
  return 0;
}
