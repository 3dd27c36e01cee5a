#include <stdio.h>

static void set(int **where, int *to) { *where = to; }

static void advance(const char **text) { ++*text; }

int main(void) {
  int x = 1, y = 2;
  int *p = &x, **pp = &p, ***ppp = &pp;
  ***ppp = 7;
  printf("%d %d\n", x, **pp);
  set(&p, &y);
  printf("%d %d\n", *p, ***ppp);
  *pp = &x;
  ++**pp;
  printf("%d\n", x);
  const char *s = "abcd";
  advance(&s);
  advance(&s);
  puts(s);
  const char *list[] = {"one", "two", "three", 0};
  for (const char **l = list; *l; l++) printf("%s:%c ", *l, *(*l + 1));
  putchar('\n');
  const char **l = list;
  printf("%s ", *l++);
  printf("%s ", *++l);
  printf("%c\n", *++*l);
  return 0;
}
