#include <stdio.h>

_Bool b = 3;
char c = 'c';
unsigned char uc = -1;
short s = -2;
unsigned short us = 0xfffe;
int i = -3;
unsigned u = 0xfffffffdu;
long long ll = -0x123456789abcLL;
unsigned long long ull = 0xfedcba9876543210ULL;
float f = -1.5f;
double d = 2.0 / 3;
long double ld = 1.25L;
char text[6] = "text";
char *p = text + 1;
int zeros[3];
static int local_zero;
const int ro = 9;
int *const rop = &i;
float floats[] = {1, 2.5, -3};
enum e { X = 4 } e = X;

int main(void) {
  printf("%d %c %d %d %d %d %u %lld %llx\n", b, c, uc, s, us, i, u, ll, ull);
  printf("%g %.17g %Lg %s %s %d %d %d %d %g %d\n", f, d, ld, text, p, zeros[2], local_zero, ro, *rop,
         floats[2], e);
  b = 0, c++, uc++, s--, us++, (*rop)++, u += 4, ll /= 3, ull <<= 4, f *= 2, ld += 1, p[0] = 'E';
  printf("%d %c %d %d %d %d %u %lld %llx %g %Lg %s\n", b, c, uc, s, us, i, u, ll, ull, f, ld, text);
  return 0;
}
