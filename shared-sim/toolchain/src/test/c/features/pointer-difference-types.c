#include <stddef.h>
#include <stdio.h>

struct s { char c[7]; };

int main(void) {
  struct s v[10];
  long long l[4];
  int m[3][5];
  printf("%d %d\n", (int)(&v[9] - &v[2]), (int)(&v[2] - &v[9]));
  printf("%d %d\n", (int)(&l[3] - l), (int)(&m[2] - &m[0]));
  printf("%d\n", (int)(&m[2][4] - &m[0][0]));
  printf("%d\n", (int)sizeof(&v[1] - &v[0]));
  ptrdiff_t d = &l[0] - &l[3];
  printf("%d %d\n", (int)d, d < 0);
  char *a = v[0].c, *b = v[1].c;
  printf("%d %d\n", (int)(b - a), b - a > 6);
  struct s *p = v;
  p += &l[3] - &l[1];
  printf("%d\n", (int)(p - v));
  return 0;
}
