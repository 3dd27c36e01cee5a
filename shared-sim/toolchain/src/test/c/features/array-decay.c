#include <stdio.h>

struct holder {
  int v[3];
  char name[8];
};

static struct holder make(void) {
  struct holder h = {{4, 5, 6}, "made"};
  return h;
}

int main(void) {
  int a[4] = {1, 2, 3, 4};
  int *p = a, *q = &a[0], (*whole)[4] = &a;
  printf("%d %d %d\n", p == q, (void *)whole == (void *)p, (int)(sizeof a / sizeof *a));
  struct holder h = make(), *r = &h;
  printf("%d %s %c\n", *h.v, r->name, *(r->name + 2));
  printf("%d %s\n", make().v[1], make().name);
  printf("%d %d\n", (int)sizeof h.name, (int)sizeof(h.name + 0));
  printf("%c\n", "literal"[3]);
  printf("%d\n", (int)sizeof "literal");
  printf("%d\n", *a + *(a + 1));
  int *end = (1 ? a : 0) + 3;
  printf("%d\n", *end);
  return 0;
}
