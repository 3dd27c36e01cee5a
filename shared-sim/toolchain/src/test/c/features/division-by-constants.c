#include <stdio.h>

int main(void) {
  int v[] = {0, 1, -1, 6, -6, 7, -7, 99, -100, 1000001, -2147483647 - 1, 2147483647};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++) {
    int x = v[i];
    unsigned u = (unsigned)x;
    printf("%d: %d %d %d %d %d %d | ", x, x / 2, x / 3, x / 7, x / 10, x / -4, x / 16);
    printf("%d %d %d %d | ", x % 2, x % 3, x % 8, x % 10);
    printf("%u %u %u %u %u\n", u / 3, u / 7, u / 10, u % 10, u / 641);
  }
  return 0;
}
