#include <stdio.h>

static short cube[2][3][4];

static int total(short c[][3][4], int n) {
  int t = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < 3; j++)
      for (int k = 0; k < 4; k++) t += c[i][j][k];
  return t;
}

int main(void) {
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 3; j++)
      for (int k = 0; k < 4; k++) cube[i][j][k] = (short)(i * 100 + j * 10 + k);
  printf("%d\n", total(cube, 2));
  short *flat = &cube[0][0][0];
  printf("%d %d %d\n", cube[1][2][3], *(*(*(cube + 1) + 2) + 3), cube[1][0][1]);
  printf("%d %d\n", flat[3], (int)(&cube[1][1][0] - &cube[1][0][0]));
  printf("%d %d %d\n", (int)sizeof cube, (int)sizeof cube[0], (int)sizeof cube[0][0]);
  cube[0][1][2]++;
  cube[1][2][0] <<= 2;
  printf("%d %d %d\n", cube[0][1][2], cube[1][2][0], total(cube + 1, 1));
  return 0;
}
