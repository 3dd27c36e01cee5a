#include <stdio.h>

int main(void) {
  int values[] = {7, -7, 2, -2, 1, -1, 2147483647, -2147483647};
  int n = sizeof values / sizeof values[0];
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      int a = values[i], b = values[j];
      printf("%d/%d=%d %%=%d\n", a, b, a / b, a % b);
    }
  }
  return 0;
}
