#include <stdio.h>

struct x { int x; };
union y { int x; float y; };
enum z { zz };
static int x(struct x x) { return x.x; }

int main(void) {
  struct x s = {5};
  union y y = {.x = 6};
  enum z z = zz;
  int label = 1;
label:
  if (label++ < 3) goto label;
  goto x;
x:
  printf("%d %d %d %d\n", x(s), y.x, z, label);
  {
    int s = 3;
    typedef struct { int s; } y;
    y t = {s};
    printf("%d\n", t.s);
  }
  return 0;
}
