#include <stdio.h>

int main(void) {
  unsigned char uc = 1;
  short s = -32768;
  unsigned u = 1;
  long long ll = 1;
  unsigned long long ull = 5;
  float f = 2.5f;
  long double ld = -3;
  printf("%d %d %d %d\n", -uc, +uc, ~uc, !uc);
  printf("%d %d %d %d\n", -s, +s, ~s, !s);
  printf("%u %u %u %d\n", -u, +u, ~u, !u);
  printf("%lld %lld %lld %d\n", -ll, +ll, ~ll, !ll);
  printf("%llu %llu %llu %d\n", -ull, +ull, ~ull, !ull);
  printf("%g %g %d\n", -f, +f, !f);
  printf("%Lg %Lg %d\n", -ld, +ld, !ld);
  printf("%d %d\n", - - -5, ~~~5);
  printf("%d\n", !!!5);
  return 0;
}
