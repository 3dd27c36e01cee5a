#include <stdarg.h>
#include <stdio.h>

struct s { char a; long double v; short b; };

static struct s make(int n) { return (struct s){'a', n + 0.5L, (short)n}; }

static long double sum(int n, ...) {
  long double t = 0;
  va_list ap;
  va_start(ap, n);
  while (n--) t += va_arg(ap, long double);
  va_end(ap);
  return t;
}

int main(void) {
  struct s s = make(7), t;
  t = s;
  printf("%c %Lg %d %d\n", t.a, t.v, t.b, (int)sizeof t);
  printf("%Lg\n", sum(3, 1.5L, s.v, (long double)4));
  long double *p = &t.v;
  *p *= 2;
  printf("%Lg %Lg\n", t.v, make(1).v);
  return 0;
}
