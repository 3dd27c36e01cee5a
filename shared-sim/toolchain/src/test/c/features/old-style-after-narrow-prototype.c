#include <stdio.h>

int f(short);
int f(a)
short a;
{
  return a + 1;
}

static double g(signed char, unsigned char, double);
static double g(a, b, c)
signed char a;
unsigned char b;
double c;
{
  return a * b + c;
}

extern inline __attribute__((gnu_inline)) int h(void) { return 1; }
int h(void) { return 2; }

int main(void) {
  int (*pointer)(void) = h;
  printf("%d %g %d\n", f((short)70000), g(-3, 2, 0.25), pointer());
  return 0;
}
