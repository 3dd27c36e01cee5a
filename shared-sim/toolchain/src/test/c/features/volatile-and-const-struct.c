#include <stdio.h>

struct reg { volatile unsigned status; unsigned data; };
static struct reg device = {1, 2};
static const struct { const char *name; int v[3]; } fixed = {"fixed", {1, 2, 3}};

static unsigned poll(struct reg *r) {
  unsigned n = 0;
  while (r->status < 5) r->status++, n++;
  return n;
}

int main(void) {
  printf("%u ", poll(&device));
  printf("%u\n", device.status);
  const struct reg copy = device;
  printf("%u %s %d\n", copy.data, fixed.name, fixed.v[2]);
  volatile struct reg *v = &device;
  v->data = v->status * v->data;
  printf("%u\n", v->data);
  const int (*p)[3] = &fixed.v;
  printf("%d\n", (*p)[1]);
  return 0;
}
