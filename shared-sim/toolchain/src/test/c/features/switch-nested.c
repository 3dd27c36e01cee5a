#include <stdio.h>

static int f(int a, int b) {
  switch (a) {
    case 0:
      switch (b) {
        case 0: return 1;
        case 1: break;
        default: return 2;
      }
      return 3;
    case 1:
      for (int i = 0;; i++) {
        switch (i - b) {
          case 2: return 10 + i;
          default: continue;
        }
      }
    case 2: {
      int t = 0;
      switch (b) {
        case 0: t++;
        case 1: t++;
        case 2: t++;
      }
      return 20 + t;
    }
    default:
      switch (b) default: return 99;
  }
}

int main(void) {
  for (int a = 0; a < 4; a++)
    for (int b = 0; b < 4; b++) printf("%d ", f(a, b));
  putchar('\n');
  return 0;
}
