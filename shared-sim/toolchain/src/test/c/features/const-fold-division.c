#include <stdio.h>

enum {
  A = -7 / 2, B = -7 % 2, C = 7 / -2, D = 7 % -2,
  E = 7u / 2, F = (-7 >> 1), G = (int)(-7u >> 28), H = -1 / 2u == 0x7fffffff,
};
static long long big = -9223372036854775807LL / 10;
static long long rest = -9223372036854775807LL % 10;
static unsigned long long half = 0xffffffffffffffffULL / 2;

int main(void) {
  printf("%d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H);
  printf("%lld %lld %llu\n", big, rest, half);
  return 0;
}
