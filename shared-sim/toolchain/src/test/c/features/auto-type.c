#include <stdio.h>

#define MIN(a, b) ({ __auto_type _a = (a); __auto_type _b = (b); _a < _b ? _a : _b; })

struct s { int v[2]; };

int main(void) {
  __auto_type x = 5;
  __auto_type l = 1LL << 36;
  __auto_type s = (struct s){{1, 2}};
  __auto_type p = &s;
  int array[3] = {7, 8, 9};
  __auto_type q = array;
  printf("%d %lld %d %d\n", x, l, p->v[1], q[2]);
  printf("%d %g\n", MIN(3, 2), MIN(2.5, 3));
  printf("%d %d\n", (int)sizeof q, (int)sizeof l);
  return 0;
}
