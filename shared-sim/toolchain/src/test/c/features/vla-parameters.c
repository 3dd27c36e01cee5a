#include <stdio.h>

static int sum(int h, int w, int m[h][w]) {
  int t = 0;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) t += m[y][x] * (y + 1);
  return t;
}

static void transpose(int n, int m, int a[n][m], int b[m][n]) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++) b[j][i] = a[i][j];
}

static int last(int n, const char (*rows)[n], int count) { return rows[count - 1][n - 1]; }

int main(void) {
  int a[2][3] = {{1, 2, 3}, {4, 5, 6}};
  int n = 2;
  int b[n + 1][n];
  transpose(2, 3, a, b);
  printf("%d %d %d\n", sum(2, 3, a), sum(3, 2, b), b[2][0]);
  char t[3][4] = {"abc", "def", "gh"};
  t[2][3] = '!';
  printf("%c\n", last(4, (const char (*)[4])t, 3));
  return 0;
}
