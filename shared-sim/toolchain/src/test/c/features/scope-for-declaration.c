#include <stdio.h>

int main(void) {
  int i = 99;
  for (int i = 0; i < 2; i++) printf("%d ", i);
  printf("%d\n", i);
  for (int a = 1, b = 10, *p = &a; a < b; ++*p, b--) printf("%d-%d ", a, b);
  putchar('\n');
  for (struct { int n; char c; } s = {0, 'a'}; s.n < 4; s.n++, s.c++) putchar(s.c);
  putchar('\n');
  for (;;) {
    if (--i < 95) break;
  }
  printf("%d\n", i);
  for (const char *s = "text"; *s; s++) printf("%c.", *s);
  putchar('\n');
  return 0;
}
