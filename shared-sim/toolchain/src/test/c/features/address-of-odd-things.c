#include <stdio.h>

struct s { int a[3]; struct { char c; } in; };

static struct s g = {{1, 2, 3}, {'g'}};
static struct s *get(void) { return &g; }

int main(void) {
  int *p = &get()->a[1];
  printf("%d %d\n", *p, (int)(&g.a[2] - p));
  char *c = &(*get()).in.c;
  printf("%c\n", *c);
  int x = 5;
  printf("%d\n", *&*&x);
  int v[4] = {1, 2, 3, 4};
  printf("%d %d\n", *&v[2], (int)(&v[4] - &v[0]));
  int (*whole)[4] = &v;
  printf("%d %d\n", *(&v[0] + 1), **whole);
  struct s *list[2] = {&g, get()};
  printf("%d\n", (&list[0][0])->a[0]);
  printf("%d\n", &g.in.c == c);
  int *q = &(int){9};
  printf("%d\n", *q);
  return 0;
}
