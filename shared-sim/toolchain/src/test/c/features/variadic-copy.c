#include <stdarg.h>
#include <stdio.h>

static int twice(int n, ...) {
  va_list a, b;
  int first = 0, second = 0;
  va_start(a, n);
  first += va_arg(a, int);
  va_copy(b, a);
  for (int i = 1; i < n; i++) first += va_arg(a, int);
  for (int i = 1; i < n; i++) second = second * 10 + va_arg(b, int);
  va_end(b);
  va_end(a);
  return first * 100000 + second;
}

int main(void) {
  printf("%d\n", twice(4, 1, 2, 3, 4));
  printf("%d\n", twice(1, 9));
  return 0;
}
