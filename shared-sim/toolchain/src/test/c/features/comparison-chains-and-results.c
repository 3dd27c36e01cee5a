#include <stdio.h>

static int cmp(int a, int b) { return (a > b) - (a < b); }
static int in(int v, int low, int high) { return low <= v && v < high; }

int main(void) {
  int a = 3, b = 5;
  int r = a < b;
  r += (a == 3) * 10 + (b != 5) * 100 + (a >= b) * 1000;
  printf("%d %d %d %d\n", r, cmp(a, b), cmp(b, a), cmp(a, a));
  printf("%d %d %d\n", in(3, 3, 5), in(5, 3, 5), in(-1, -2, 0));
  char c = a > b ? 'y' : 'n';
  unsigned u = (a < b) << 3 | (b > a) << 1;
  printf("%c %u %d %d\n", c, u, -(a < b), ~(a < b));
  int v[2] = {10, 20};
  printf("%d %d\n", v[a < b], v[!(a < b)]);
  printf("%d\n", (a < b) == (b > a) && (a == b) != (a != b));
  long long l = a < b;
  double d = a > b;
  printf("%lld %g %d\n", l, d, 1 < 2 < 3 > 0);
  return 0;
}
