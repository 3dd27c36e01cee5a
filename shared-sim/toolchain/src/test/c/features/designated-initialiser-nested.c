#include <stdio.h>

struct p { int x, y; };
struct s { struct p a[3]; struct { int n; struct p q; } inner; char t[4]; };

static struct s g = {.a[1].y = 5, {6, 7}, .inner.q = {.y = 9}, .t = "ok", .a[0] = {1, 2}};
static struct s list[] = {[1].inner.n = 4, [1].a[2].x = 8, [0].t[1] = 'z', [0].t[0] = 'y'};
static struct s *pointers[] = {[2] = &list[1], [0] = &g};

static void show(const struct s *s) {
  printf("%d,%d %d,%d %d,%d %d %d,%d %d %d\n", s->a[0].x, s->a[0].y, s->a[1].x, s->a[1].y,
         s->a[2].x, s->a[2].y, s->inner.n, s->inner.q.x, s->inner.q.y, s->t[0], s->t[1]);
}

int main(void) {
  show(&g);
  for (unsigned i = 0; i < sizeof list / sizeof *list; i++) show(&list[i]);
  show(pointers[2]);
  int v = 3;
  struct s l = {.inner = {.q.x = v, .q.y = v + 1, .n = v + 2}, .a = {[2] = {v}}};
  show(&l);
  return 0;
}
