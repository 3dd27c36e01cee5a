#include <stdio.h>

static int größe = 3;
static int \u00e4nderung = 4;

int main(void) {
  int π = 5;
  printf("%d %d %d\n", gr\u00f6ße, änderung, π);
  puts("ünïcode ✓");
  return 0;
}
