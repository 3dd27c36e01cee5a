#include <stdio.h>

static int size(int n) {
  char v[n + 3];
  return (int)sizeof v;
}

static int grid(int h, int w) {
  int g[h][w];
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++) g[y][x] = y * w + x;
  int t = 0;
  for (int y = 0; y < h; y++) t += g[y][w - 1 - y];
  printf("%d %d %d ", (int)sizeof g, (int)sizeof g[0], (int)sizeof(int[h][2]));
  return t;
}

int main(void) {
  printf("%d %d\n", size(5), size(100));
  printf("%d\n", grid(3, 5));
  int n = 4;
  typedef int row[n];
  n = 10;
  row r;
  printf("%d %d\n", (int)sizeof r, (int)sizeof(row));
  int (*p)[n] = 0;
  printf("%d\n", (int)sizeof *p);
  for (int i = 1; i < 4; i++) {
    short v[i];
    for (int k = 0; k < i; k++) v[k] = (short)(k + i);
    printf("%d %d ", (int)sizeof v, v[i - 1]);
  }
  putchar('\n');
  return 0;
}
