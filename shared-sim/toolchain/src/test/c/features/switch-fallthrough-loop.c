#include <stdio.h>

int main(void) {
  for (int i = 0; i < 7; i++) {
    switch (i) {
      default:
        printf("d");
        /* fall through */
      case 2:
        printf("2");
        continue;
      case 4:
        printf("4");
        break;
      case 5:
      case 1:
        printf("1");
        /* fall through */
      case 3:
        printf("3");
        if (i == 5) break;
        printf("+");
    }
    printf("|");
  }
  putchar('\n');
  int n = 3;
  while (n) {
    switch (n--) {
      case 1: puts("last"); break;
      case 2: continue;
    }
    printf("n=%d\n", n);
  }
  return 0;
}
