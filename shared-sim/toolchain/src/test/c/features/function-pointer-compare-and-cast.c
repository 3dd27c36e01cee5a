#include <stdio.h>

typedef void generic(void);

static int add(int a, int b) { return a + b; }
static long long wide(long long a) { return a * 3; }

int main(void) {
  generic *list[2] = {(generic *)add, (generic *)wide};
  printf("%d\n", ((int (*)(int, int))list[0])(3, 4));
  printf("%lld\n", ((long long (*)(long long))list[1])(1LL << 33));
  int (*p)(int, int) = add, (*q)(int, int) = 0;
  printf("%d %d %d %d\n", p == add, p == &add, p != q, !q);
  q = p;
  printf("%d %d\n", q == p, q ? q(1, 1) : -1);
  unsigned long address = (unsigned long)p;
  printf("%d\n", ((int (*)(int, int))address)(20, 22));
  return 0;
}
