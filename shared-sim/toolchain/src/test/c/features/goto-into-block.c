#include <stdio.h>

static int into_loop(int n) {
  int total = 0, i = 10;
  if (n) goto middle;
  for (i = 0; i < 3; i++) {
    total += 100;
  middle:
    total += i;
    if (i >= 10) break;
  }
  return total;
}

static int into_if(int n) {
  int r = 0;
  if (n > 5) goto yes;
  if (n > 3) {
  yes:
    r = 1;
  } else {
    r = 2;
    if (n == 0) goto yes;
  }
  return r * 10 + n;
}

static int past_declaration(void) {
  int once = 0;
  goto inside;
  {
    int x;
  inside:
    x = 4;
    once += x;
    if (once < 10) goto inside;
  }
  return once;
}

int main(void) {
  printf("%d %d\n", into_loop(0), into_loop(1));
  printf("%d %d %d %d\n", into_if(9), into_if(4), into_if(2), into_if(0));
  printf("%d\n", past_declaration());
  return 0;
}
