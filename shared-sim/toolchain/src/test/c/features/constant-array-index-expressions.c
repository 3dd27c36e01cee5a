#include <stdio.h>

static int v[10] = {0, 1, 4, 9, 16, 25, 36, 49, 64, 81};
static struct { int a[3]; char b[4][2]; } s = {{1, 2, 3}, {"a", "b", "c", "d"}};

int main(void) {
  unsigned char i = 3;
  signed char j = -2;
  short k = 5;
  unsigned u = 2;
  long long l = 4;
  int *p = v + 5;
  printf("%d %d %d %d %d\n", v[i], p[j], v[k], v[u], v[l]);
  printf("%d %d %d\n", v[i + u], p[-1], p[j + 1]);
  printf("%d %d\n", v[i * u - 1], v[v[u]]);
  printf("%d %s %c\n", s.a[i - 1], s.b[i], s.b[u][0]);
  enum { IX = 7 };
  printf("%d %d %d\n", v[IX], IX[v], *(v + IX));
  printf("%d\n", (&v[2])[i]);
  v[i] += v[i - 1] += v[i - 2];
  printf("%d %d\n", v[3], v[2]);
  return 0;
}
