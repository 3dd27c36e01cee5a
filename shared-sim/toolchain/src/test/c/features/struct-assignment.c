#include <stdio.h>

struct small { char a; };
struct three { char a, b, c; };
struct odd { short a; char b[5]; };
struct big { int v[20]; };

int main(void) {
  struct small s1 = {7}, s2;
  s2 = s1;
  struct three t1 = {1, 2, 3}, t2, t3;
  t3 = t2 = t1;
  struct odd o1 = {300, {1, 2, 3, 4, 5}}, o2;
  o2 = o1;
  struct big b1, b2;
  for (int i = 0; i < 20; i++) b1.v[i] = i * 3;
  b2 = b1;
  b1.v[19] = 0;
  struct big *p = &b2, *q = &b1;
  printf("%d %d %d %d\n", s2.a, t3.a, t3.b, t3.c);
  printf("%d %d %d\n", o2.a, o2.b[0], o2.b[4]);
  printf("%d %d %d\n", b2.v[0], p->v[19], b1.v[19]);
  *q = *p;
  printf("%d\n", q->v[19]);
  printf("%d\n", (b1 = b2).v[7]);
  struct big many[2] = {b1, b2};
  many[0].v[0] = 99;
  many[1] = many[0];
  printf("%d\n", many[1].v[0]);
  b1 = b1;
  printf("%d\n", b1.v[1]);
  return 0;
}
