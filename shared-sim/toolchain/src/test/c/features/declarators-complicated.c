#include <stdio.h>

static int v = 42;
static int *fp(void) { return &v; }
static int row[3] = {1, 2, 3};
static int (*fa(int n))[3] {
  row[0] = n;
  return &row;
}
static int *(*table[2])(void) = {fp, fp};
static int *(*(*pt)[2])(void) = &table;
static char *(*names[2][2]) = {{0}};
static int (((parens))) = 6;
int typedef long_way;
static long unsigned int long extra = 1ull << 63;
const int static unsigned order = 5;

int main(void) {
  printf("%d %d %d\n", *fp(), (*fa(9))[0], *(*pt)[1]());
  int *(*(*f)(void)) = 0, (*g)[3] = fa(7), *h[2] = {&v, *g};
  printf("%d %d %d %d\n", f == 0, (*g)[0], *h[0], h[1][2]);
  long_way w = parens;
  printf("%d %llx %u %d\n", w, extra, order, (int)sizeof names);
  int (*(*arr[1])(int))[3] = {fa};
  printf("%d\n", (*arr[0](4))[0]);
  struct { int (*op)(int (*)(const char *)); } s = {0};
  printf("%d\n", s.op == 0);
  return 0;
}
