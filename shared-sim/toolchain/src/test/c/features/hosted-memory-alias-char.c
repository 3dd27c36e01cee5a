#include <stdio.h>

struct mixed { int i; double d; char c[4]; };

static unsigned checksum(const void *p, unsigned n) {
  const unsigned char *b = p;
  unsigned h = 5381;
  while (n--) h = h * 33 + *b++;
  return h;
}

static void swap_bytes(void *a, void *b, unsigned n) {
  char *x = a, *y = b;
  for (unsigned i = 0; i < n; i++) {
    char t = x[i];
    x[i] = y[i];
    y[i] = t;
  }
}

int main(void) {
  int v[3] = {1, 2, 3};
  double d = 1.5, e = -2.5;
  printf("%u %u\n", checksum(v, sizeof v), checksum(&d, sizeof d));
  swap_bytes(&d, &e, sizeof d);
  swap_bytes(&v[0], &v[2], sizeof(int));
  printf("%g %g %d %d\n", d, e, v[0], v[2]);
  struct mixed m = {1, 2, "abc"}, n = {4, 5, "xyz"};
  swap_bytes(&m, &n, sizeof m);
  printf("%d %g %s %d %g %s\n", m.i, m.d, m.c, n.i, n.d, n.c);
  return 0;
}
