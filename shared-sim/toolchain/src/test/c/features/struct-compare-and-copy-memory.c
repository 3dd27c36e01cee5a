#include <stdio.h>
#include <string.h>

struct s { int a; short b; char c[6]; };

int main(void) {
  struct s x, y;
  memset(&x, 0, sizeof x);
  memset(&y, 0, sizeof y);
  x.a = y.a = 5;
  strcpy(x.c, "same");
  strcpy(y.c, "same");
  printf("%d\n", memcmp(&x, &y, sizeof x));
  y.b = 1;
  printf("%d\n", memcmp(&x, &y, sizeof x) != 0);
  memcpy(&x, &y, sizeof x);
  printf("%d %s\n", x.b, x.c);
  struct s list[4] = {x, x, y, {1, 2, "one"}};
  memmove(list + 1, list, sizeof list - sizeof *list);
  memmove(list, list + 3, sizeof *list);
  printf("%d %d %s\n", list[0].a, list[3].b, list[2].c);
  unsigned char *p = (unsigned char *)&list[0];
  printf("%d %d\n", p[0], p[sizeof(int)]);
  return 0;
}
