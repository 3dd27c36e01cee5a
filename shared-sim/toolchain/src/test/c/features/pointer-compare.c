#include <stdio.h>

int main(void) {
  char text[] = "hello";
  char *a = text, *b = text + 3;
  printf("%d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
  printf("%d%d%d\n", a == 0, a != 0, !a);
  void *v = text;
  printf("%d %d\n", v == a, v != b);
  const char *c = text;
  printf("%d\n", a == c);
  char *n = 0;
  printf("%d %d\n", n == (void *)0, !n);
  int count = 0;
  for (char *p = text; p < text + sizeof text - 1; ++p) count += *p;
  printf("%d\n", count);
  for (char *p = text + 5; p-- > text;) putchar(*p);
  putchar('\n');
  return 0;
}
