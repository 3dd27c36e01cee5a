#include <stdio.h>

/* Backwards, forwards and over one another: the last one for a place counts. */
#define BACK(n) [n + 7] = n, [n + 6] = 1, [n + 5] = 2, [n + 4] = 3, [n + 3] = 4, [n] = n
static int table[64] = {BACK(56), BACK(48), [0 ... 63] = 9, BACK(40), BACK(8), [10 ... 12] = 77, [11] = 78};
struct point { int x, y; };
struct shape { struct point a, b; unsigned f : 4, g : 12; char name[8]; };
static struct shape shapes[4] = {
    [2].a.y = 5, [1] = {{1, 2}, {3, 4}, 5, 600, "one"}, [1].b.x = 30, [1].name[1] = 'X',
    [1].g = 7, [0 ... 3].a.x = 8, [3].name = "three", [3].name[0] = 'T'};

int main(void) {
  for (int i = 0; i < 64; i++) printf("%d%c", table[i], i % 16 == 15 ? '\n' : ' ');
  int k = 3;
  struct shape local[2] = {[1].a = {k, k + 1}, [0].b.y = k, [1].a.x = 9, [0] = {.name = "zero"}, [0].f = k};
  for (int i = 0; i < 4; i++) {
    struct shape *s = &shapes[i];
    printf("%d %d %d %d %u %u %s\n", s->a.x, s->a.y, s->b.x, s->b.y, s->f, s->g, s->name);
  }
  for (int i = 0; i < 2; i++) {
    struct shape *s = &local[i];
    printf("%d %d %d %d %u %u %s\n", s->a.x, s->a.y, s->b.x, s->b.y, s->f, s->g, s->name);
  }
  return 0;
}
