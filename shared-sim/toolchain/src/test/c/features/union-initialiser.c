#include <stdio.h>

union first { char c; int i; double d; };
static union first a = {65};
static union first b = {.d = 2.25};
static union first list[] = {{1}, {.i = 70000}, {.d = -1.5}};
struct s { union { int x; char y[4]; }; int z; };
static struct s c = {{7}, 8}, d = {.y = {1, 1}, .z = 9}, e = {.z = 3, .x = 4};

int main(void) {
  printf("%c %g %d %g\n", a.c, b.d, list[1].i, list[2].d);
  printf("%d %d %d %d %d %d\n", c.x, c.z, d.x, d.z, e.x, e.z);
  union first copy = b;
  union first *p = &copy;
  p->d *= 2;
  printf("%g %g\n", copy.d, b.d);
  return list[0].c;
}
