#include <stdio.h>

static int fill(int n) {
  int total = 0;
  for (int round = 0; round < 1000; round++) {
    int v[n + round % 5];
    v[0] = round;
    v[n + round % 5 - 1] = 1;
    if (round % 3 == 0) continue;
    total += v[0] + (int)(sizeof v / sizeof *v);
    if (round == 990) break;
  }
  return total;
}

static int again(int n) {
  int count = 0;
retry:;
  char text[n * 100];
  text[0] = (char)n;
  text[n * 100 - 1] = 1;
  count += (int)sizeof text + text[0];
  if (--n) goto retry;
  return count;
}

int main(void) {
  printf("%d\n", fill(4));
  printf("%d\n", again(20));
  return 0;
}
