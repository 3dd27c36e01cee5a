#include <stdio.h>

typedef int binary(int, int);
typedef binary *operation;
typedef operation chooser(char);
typedef int row[3];
typedef row grid[2];

static binary add, mul;
static chooser choose;

static int add(int a, int b) { return a + b; }
static int mul(int a, int b) { return a * b; }
static operation choose(char c) { return c == '+' ? add : mul; }
static int apply(binary f, int n) { return f(n, n); }

int main(void) {
  operation op = choose('+');
  printf("%d %d %d\n", op(2, 3), choose('*')(4, 5), (*op)(7, 8));
  printf("%d %d\n", apply(mul, 9), apply(*add, 9));
  grid g = {{1, 2, 3}, {4, 5, 6}};
  row *r = g;
  printf("%d %d\n", r[1][2], (int)sizeof(grid));
  const row fixed = {7, 8, 9};
  printf("%d\n", fixed[1]);
  return 0;
}
