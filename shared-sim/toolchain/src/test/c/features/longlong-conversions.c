#include <stdio.h>

int main(void) {
  int i = -2;
  unsigned u = 0xfffffffeu;
  short s = -3;
  unsigned char c = 0xfd;
  long long a = i, b = u, d = s, e = c;
  printf("%lld %lld %lld %lld\n", a, b, d, e);
  unsigned long long f = i, g = s;
  printf("%llx %llx\n", f, g);
  long long big = 0x1234567890abcdefLL;
  printf("%x %hx %hhx %d\n", (int)big, (short)big, (char)big, (_Bool)(big & 0x100000000LL));
  printf("%d %d\n", (_Bool)0x100000000LL, (_Bool)0LL);
  char *p = (char *)(long)big;
  printf("%lx\n", (unsigned long)p);
  long long back = (unsigned long)p;
  printf("%llx\n", back);
  return 0;
}
