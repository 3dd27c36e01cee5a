#include <stdio.h>

static int only(int n) {
  switch (n) case 3: return 30;
  return 0;
}

static int inside(int n) {
  int r = 0;
  switch (n) {
    int never;
    case 0: never = 5; r = never; break;
    if (0) {
      case 1: r = 11;
    } else {
      case 2: r += 100;
    }
    break;
    while (r < 3) {
      case 3: r++;
    }
  }
  return r;
}

int main(void) {
  switch (5) {}
  switch (puts("evaluated"));
  printf("%d %d\n", only(3), only(4));
  for (int i = 0; i < 5; i++) printf("%d ", inside(i));
  putchar('\n');
  return 0;
}
