#include <stdarg.h>
#include <stdio.h>

static int sum(int n, ...) {
  va_list ap;
  int total = 0;
  va_start(ap, n);
  while (n-- > 0) total += va_arg(ap, int);
  va_end(ap);
  return total;
}

static unsigned all(unsigned first, ...) {
  va_list ap;
  unsigned r = first;
  va_start(ap, first);
  for (unsigned v; (v = va_arg(ap, unsigned)) != 0;) r |= v;
  va_end(ap);
  return r;
}

int main(void) {
  printf("%d %d %d\n", sum(0), sum(1, 5), sum(5, 1, -2, 3, -4, 500));
  char c = -3;
  short s = 300;
  unsigned char u = 255;
  _Bool b = 1;
  printf("%d\n", sum(4, c, s, u, b));
  printf("%x\n", all(1, 2u, 0x80000000u, 0x40u, 0u));
  return 0;
}
