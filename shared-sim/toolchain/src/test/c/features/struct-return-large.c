#include <stdio.h>

struct vector {
  int v[6];
};

static struct vector make(int seed) {
  struct vector r;
  for (int i = 0; i < 6; i++) r.v[i] = seed * (i + 1);
  return r;
}

static struct vector add(struct vector a, struct vector b) {
  for (int i = 0; i < 6; i++) a.v[i] += b.v[i];
  return a;
}

static struct vector twice(struct vector (*f)(int), int n) { return add(f(n), f(n)); }

static int sum(struct vector a) {
  int t = 0;
  for (int i = 0; i < 6; i++) t += a.v[i];
  return t;
}

int main(void) {
  struct vector a = make(1);
  a = add(a, make(10));
  a = add(a, a);
  printf("%d %d %d\n", a.v[0], a.v[5], sum(a));
  printf("%d\n", sum(add(make(2), add(make(3), make(4)))));
  printf("%d\n", twice(make, 5).v[3]);
  make(3);
  struct vector list[2] = {make(7), make(8)};
  printf("%d %d\n", list[0].v[1], list[1].v[2]);
  struct vector *p = &list[0];
  *p = twice(make, 2);
  printf("%d\n", p->v[5]);
  return sum(*p) % 256;
}
