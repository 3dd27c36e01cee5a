#include <stdio.h>

static int triple(int limit) {
  for (int a = 1;; a++)
    for (int b = a; b < limit; b++)
      for (int c = b; c < limit; c++) {
        if (a * a + b * b == c * c && a + b + c == 12 * 7) {
          printf("%d %d %d\n", a, b, c);
          goto done;
        }
        if (c * c > a * a + b * b) break;
        if (a > limit) return -1;
      }
done:
  return limit;
}

int main(void) {
  printf("%d\n", triple(50));
  int found = 0;
  for (int i = 0; i < 10 && !found; i++)
    for (int j = 0; j < 10; j++)
      if (i * j == 42) {
        found = i * 100 + j;
        break;
      }
  printf("%d\n", found);
  return 0;
}
