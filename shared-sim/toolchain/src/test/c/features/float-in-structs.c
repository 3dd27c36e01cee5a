#include <stdio.h>

struct v { float x, y, z; };
struct m { char c; double d; float f; };

static struct v add(struct v a, struct v b) { return (struct v){a.x + b.x, a.y + b.y, a.z + b.z}; }
static float dot(const struct v *a, const struct v *b) { return a->x * b->x + a->y * b->y + a->z * b->z; }
static struct v scale(struct v a, float k) {
  a.x *= k, a.y *= k, a.z *= k;
  return a;
}

int main(void) {
  struct v a = {1, 2, 3}, b = {0.5f, -1, 4};
  struct v c = add(scale(a, 2), b);
  printf("%g %g %g %g\n", c.x, c.y, c.z, dot(&a, &c));
  struct m m = {'m', 2.25, 1}, *p = &m;
  p->f += p->d;
  m.d++;
  --p->f;
  printf("%g %g %d\n", m.d, m.f, (int)sizeof m);
  union { float f; unsigned u; } u = {.f = -0.0f};
  printf("%08x\n", u.u);
  union { double d; unsigned u[2]; } w = {.d = 1.0 / 3};
  printf("%08x%08x\n", w.u[1], w.u[0]);
  return 0;
}
