#include <stdio.h>

static void compare(double a, double b) {
  printf("%d%d%d%d%d%d ", a < b, a <= b, a > b, a >= b, a == b, a != b);
}

static int branches(float a, float b) {
  int r = 0;
  if (a < b) r |= 1;
  if (a <= b) r |= 2;
  if (a > b) r |= 4;
  if (a >= b) r |= 8;
  if (a == b) r |= 16;
  if (a != b) r |= 32;
  if (!(a < b)) r |= 64;
  return r;
}

int main(void) {
  double v[] = {-1.5, -0.0, 0.0, 1, 1e300};
  for (int i = 0; i < 5; i++) {
    for (int j = 0; j < 5; j++) compare(v[i], v[j]);
    putchar('\n');
  }
  printf("%d %d %d\n", branches(1, 2), branches(2, 2), branches(3, 2));
  int i = 3;
  printf("%d %d %d\n", i < 3.5, i == 3.0f, 0.5 > i);
  printf("%d\n", (1.5 < 2) + (2.5f > 2) * 2);
  return 0;
}
