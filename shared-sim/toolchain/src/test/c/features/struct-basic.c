#include <stdio.h>

struct point {
  int x;
  int y;
};

struct line {
  struct point from, to;
  char name[6];
};

int main(void) {
  struct point p = {3, 4};
  struct line l = {p, {5, 6}, "line"};
  struct line *q = &l;
  printf("%d %d %d %d %s\n", l.from.x, l.from.y, q->to.x, q->to.y, q->name);
  q->from.x += q->to.y * 2;
  (*q).to.y--;
  l.name[0] = 'L';
  printf("%d %d %s\n", l.from.x, l.to.y, l.name);
  p = q->from;
  printf("%d %d\n", p.x, p.y);
  struct point *r = &q->to;
  r->x = -1;
  printf("%d %d\n", l.to.x, (int)((char *)r - (char *)q));
  printf("%d %d\n", (int)sizeof(struct point), (int)sizeof(struct line));
  return 0;
}
