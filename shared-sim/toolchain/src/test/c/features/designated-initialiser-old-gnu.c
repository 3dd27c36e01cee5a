#include <stdio.h>

struct s { int a; char *b; };

static struct s v = {b : "text", a : 4};
static int t[4] = {[2] 5, 6};

int main(void) {
  struct s w = {a : 1};
  printf("%d %s %d %d %d %d\n", v.a, v.b, w.a, w.b == 0, t[2], t[3]);
  return 0;
}
