#include <stdio.h>

static int add(a, b)
int a;
char b;
{
  return a + b;
}

static double mix(x, y, s)
double x;
short y;
char *s;
{
  return x * y + s[0];
}

static int nothing() { return 42; }

int main(void) {
  printf("%d %g %d\n", add(3, 4), mix(1.5, (short)2, "a"), nothing());
  return 0;
}
