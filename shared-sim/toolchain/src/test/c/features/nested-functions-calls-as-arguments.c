#include <stdio.h>

struct p { short x, y; };
static int f3(int a, int b, int c) { return a * 100 + b * 10 + c; }
static long long f2(long long a, int b) { return a * b; }
static struct p mk(int a, int b) { return (struct p){(short)a, (short)b}; }
static int area(struct p a, struct p b) { return (b.x - a.x) * (b.y - a.y); }
static double avg(double a, double b) { return (a + b) / 2; }

int main(void) {
  printf("%d\n", f3(f3(0, 0, 1), f3(0, 0, f3(0, 0, 2)), f3(0, 0, 3)));
  printf("%lld\n", f2(f2(f2(2, 3), f3(0, 1, 2)), (int)f2(5, 6)));
  printf("%d\n", area(mk(1, 2), mk(f3(0, 1, 0), area(mk(0, 0), mk(3, 3)))));
  printf("%g\n", avg(avg(1, 2), avg(avg(3, 4), f3(0, 0, 5))));
  int i = f3(1, 2, 3) > f3(1, 2, 2) ? f3(0, 0, 7) : f3(9, 9, 9);
  printf("%d\n", i + f3(0, 0, 1) * f3(0, 0, 2) - f3(0, 0, 3));
  return 0;
}
