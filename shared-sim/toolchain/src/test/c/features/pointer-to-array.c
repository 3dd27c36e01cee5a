#include <stdio.h>

static int sum(int (*row)[4]) {
  int total = 0;
  for (int i = 0; i < 4; i++) total += (*row)[i];
  return total;
}

int main(void) {
  int m[3][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
  int (*p)[4] = m;
  printf("%d %d %d\n", sum(p), sum(p + 1), sum(&m[2]));
  p++;
  printf("%d %d %d\n", (*p)[0], p[1][2], *(*(p - 1) + 3));
  int (*whole)[3][4] = &m;
  printf("%d %d\n", (*whole)[2][1], (int)sizeof *whole);
  printf("%d %d %d\n", (int)sizeof m, (int)sizeof m[0], (int)sizeof *m[0]);
  printf("%d\n", (int)((char *)(whole + 1) - (char *)whole));
  printf("%d %d\n", (int)((char *)(m + 1) - (char *)m), (int)((char *)(*m + 1) - (char *)*m));
  return 0;
}
