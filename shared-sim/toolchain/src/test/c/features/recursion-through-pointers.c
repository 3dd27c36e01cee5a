#include <stdio.h>

struct op { char sym; int (*f)(const struct op *, int); const struct op *next; };

static int add(const struct op *o, int v) { return o->next ? o->next->f(o->next, v + 1) : v + 1; }
static int mul(const struct op *o, int v) { return o->next ? o->next->f(o->next, v * 3) : v * 3; }

static const struct op c = {'c', add, 0}, b = {'b', mul, &c}, a = {'a', add, &b};

typedef int (*fn)(void *, int);
static int again(void *self, int n) { return n <= 0 ? 0 : n + ((fn)self)(self, n - 1); }

int main(void) {
  printf("%d %d %d\n", a.f(&a, 1), b.f(&b, 5), c.f(&c, 0));
  printf("%d\n", again((void *)again, 10));
  return 0;
}
