#include <stdio.h>

struct one { char c; };
struct three { char c[3]; };
struct pair { int a, b; };
struct big { long long l; short s; char t[7]; };

static int f(struct one a, struct three b, int n, struct pair c, struct big d, char e) {
  a.c++;
  c.a *= 2;
  printf("%d %d %d %d\n", a.c, b.c[0], b.c[1], b.c[2]);
  printf("%d %d %d\n", n, c.a, c.b);
  printf("%lld %d %s %d\n", d.l, d.s, d.t, e);
  return a.c + c.a;
}

int main(void) {
  struct one a = {5};
  struct three b = {{1, 2, 3}};
  struct pair c = {10, 20};
  struct big d = {1LL << 40, -7, "tail"};
  printf("%d\n", f(a, b, 77, c, d, 'x'));
  printf("%d %d\n", a.c, c.a);
  int (*g)(struct one, struct three, int, struct pair, struct big, char) = f;
  printf("%d\n", g((struct one){1}, b, -1, (struct pair){3, 4}, d, 'y'));
  return 0;
}
