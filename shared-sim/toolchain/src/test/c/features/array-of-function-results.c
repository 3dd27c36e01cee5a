#include <stdio.h>

static int n;
static int next(void) { return n += 3; }
static int pick(int i) { return i % 4; }

int main(void) {
  int v[4] = {0};
  for (int i = 0; i < 9; i++) v[pick(i * 7)] += next();
  printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);
  v[pick(1)]++;
  v[pick(2)] -= v[pick(3)]--;
  printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);
  v[v[0] % 4] = v[v[1] % 4] + v[v[2] & 3];
  printf("%d %d %d %d\n", v[0], v[1], v[2], v[3]);
  int m[2][2] = {{1, 0}, {0, 1}};
  m[m[0][0]][m[1][0]] = 9;
  printf("%d%d%d%d\n", m[0][0], m[0][1], m[1][0], m[1][1]);
  return 0;
}
