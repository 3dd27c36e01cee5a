#include <limits.h>
#include <stdio.h>

int main(void) {
  int r;
  unsigned u;
  long long l;
  signed char c;
  printf("%d ", __builtin_add_overflow(INT_MAX, 1, &r));
  printf("%d\n", r);
  printf("%d ", __builtin_sub_overflow(5u, 6u, &u));
  printf("%u\n", u);
  printf("%d ", __builtin_mul_overflow(65536, 65536, &r));
  printf("%d\n", r);
  printf("%d ", __builtin_mul_overflow(3, 4, &r));
  printf("%d\n", r);
  printf("%d ", __builtin_add_overflow(LLONG_MAX, 1LL, &l));
  printf("%lld\n", l);
  printf("%d ", __builtin_add_overflow(100, 100, &c));
  printf("%d\n", c);
  printf("%d ", __builtin_sub_overflow(-100, 28, &c));
  printf("%d\n", c);
  printf("%d ", __builtin_add_overflow(-1, 1u, &u));
  printf("%u\n", u);
  return 0;
}
