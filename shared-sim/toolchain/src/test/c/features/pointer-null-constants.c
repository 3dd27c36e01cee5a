#include <stddef.h>
#include <stdio.h>

static int is_null(const void *p) { return p == NULL; }
static int none(void (*f)(void)) { return f == 0; }

int main(void) {
  int *a = 0, *b = NULL, *c = (void *)0, *d = 1 - 1;
  printf("%d %d %d %d\n", is_null(a), is_null(b), is_null(c), is_null(d));
  printf("%d %d\n", none(0), none(NULL));
  static char *s;
  printf("%d\n", s == NULL);
  printf("%d\n", (int)(long)a);
  if (!a && !b) puts("both");
  a = (int *)"x";
  printf("%d\n", a ? 1 : 0);
  return 0;
}
