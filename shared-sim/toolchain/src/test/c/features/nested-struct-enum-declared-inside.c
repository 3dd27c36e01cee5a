#include <stdio.h>

struct outer {
  enum { OFF, ON = 5 } state;
  struct inner { int v; } in;
  union { char c; short s; } u, *pu;
  int (*f)(struct outer *);
};

static int get(struct outer *o) { return o->in.v + o->state; }

int main(void) {
  struct inner i = {3};
  struct outer o = {ON, i, {'c'}, 0, get};
  o.pu = &o.u;
  printf("%d %d %c %d\n", o.f(&o), o.in.v, o.pu->c, OFF);
  return sizeof(enum { P, Q, R }) + R;
}
