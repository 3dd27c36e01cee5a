#include <stdio.h>

static int step(int which) {
  static const int offsets[] = {&&a - &&a, &&b - &&a, &&c - &&a};
  goto *(&&a + offsets[which]);
a:
  return 10;
b:
  return 20;
c:
  return 30;
}

int main(void) {
  printf("%d %d %d\n", step(0), step(1), step(2));
  return 0;
}
