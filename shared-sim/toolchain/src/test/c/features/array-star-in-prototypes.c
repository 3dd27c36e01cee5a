#include <stdio.h>

int sum(int n, int a[*]);
int total(int n, int m, int (*rows)[*], int (*each)(int, int b[*]));

int sum(int n, int a[n]) {
  int s = 0;
  for (int i = 0; i < n; i++) s += a[i];
  return s;
}

int total(int n, int m, int (*rows)[m], int (*each)(int, int b[*])) {
  int s = 0;
  for (int i = 0; i < n; i++) s += each(m, rows[i]);
  return s;
}

int main(void) {
  int v[2][3] = {{1, 2, 3}, {4, 5, 6}};
  printf("%d %d\n", sum(3, v[1]), total(2, 3, v, sum));
  return 0;
}
