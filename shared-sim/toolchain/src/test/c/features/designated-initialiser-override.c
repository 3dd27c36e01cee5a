#include <stdio.h>

struct p { int x, y, z; };

static int a[4] = {1, 2, 3, 4, [1] = 20, [0] = 10};
static struct p p = {1, 2, 3, .y = 50};
static struct p q = {.z = 1, .x = 2, 3, 4};
static struct p list[2] = {[0] = {1, 2, 3}, [0].y = 9, [1] = {4, 5, 6}};

int main(void) {
  printf("%d %d %d %d\n", a[0], a[1], a[2], a[3]);
  printf("%d %d %d\n", p.x, p.y, p.z);
  printf("%d %d %d\n", q.x, q.y, q.z);
  printf("%d %d %d %d\n", list[0].x, list[0].y, list[0].z, list[1].z);
  struct p r = {.x = 1, .x = 2};
  printf("%d %d\n", r.x, r.y);
  return 0;
}
