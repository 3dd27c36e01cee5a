#include <stdio.h>

int main(void) {
  unsigned long long a = 0xffffffffULL, b = 1;
  printf("%llx %llx\n", a + b, b - a);
  a += b;
  printf("%llx\n", a);
  a--;
  printf("%llx\n", a);
  ++a;
  printf("%llx\n", a++);
  printf("%llx\n", a--);
  long long s = -1;
  s += 1;
  printf("%lld\n", s);
  s -= 0x100000000LL;
  printf("%lld %llx\n", s, (unsigned long long)s);
  printf("%lld\n", -s);
  printf("%llx\n", ~(unsigned long long)s);
  printf("%d %d\n", !s, !(s + 0x100000000LL));
  int small = -5;
  unsigned usmall = 0xfffffffbu;
  printf("%lld %lld\n", s + small, s + usmall);
  return 0;
}
