#include <stdio.h>

static int find(int m[3][3], int what) {
  int i, j;
  for (i = 0; i < 3; i++)
    for (j = 0; j < 3; j++)
      if (m[i][j] == what) goto found;
  return -1;
found:
  return i * 10 + j;
}

static int collatz(int n) {
  int steps = 0;
again:
  if (n == 1) goto done;
  n = n % 2 ? 3 * n + 1 : n / 2;
  steps++;
  goto again;
done:
  return steps;
}

int main(void) {
  int m[3][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  printf("%d %d %d\n", find(m, 6), find(m, 7), find(m, 77));
  printf("%d\n", collatz(27));
  int i = 0;
one:
two:
  i++;
  if (i < 3) goto one;
  if (i < 5) goto two;
  printf("%d\n", i);
  return 0;
}
