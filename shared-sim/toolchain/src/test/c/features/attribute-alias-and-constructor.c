#include <stdio.h>

static int order[4], count;

__attribute__((constructor)) static void before(void) { order[count++] = 1; }

int target(int v) { return v + 5; }
int nickname(int v) __attribute__((alias("target")));
int missing(void) __attribute__((weak));

int main(void) {
  order[count++] = 2;
  printf("%d %d %d\n", order[0], order[1], count);
  printf("%d %d\n", nickname(1), target == nickname);
  printf("%d\n", missing ? missing() : -1);
  return 0;
}
