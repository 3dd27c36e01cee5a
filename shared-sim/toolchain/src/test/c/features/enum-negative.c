#include <stdio.h>

enum sign { MINUS = -1, ZERO, PLUS };
enum big { LOW = -2147483647 - 1, HIGH = 2147483647 };
enum flag { TOP = 0x80000000u, ALL = 0xffffffffu };

static enum sign sign(int v) { return v < 0 ? MINUS : v > 0 ? PLUS : ZERO; }

int main(void) {
  printf("%d %d %d\n", sign(-5), sign(0), sign(9));
  enum sign s = MINUS;
  printf("%d %d\n", s < 0, s < ZERO);
  enum big b = LOW;
  printf("%d %d\n", b, HIGH);
  enum flag f = TOP;
  printf("%u %d\n", f, f > 0);
  printf("%u %d %d\n", (unsigned)ALL, (int)sizeof(enum sign), (int)sizeof(enum flag));
  return 0;
}
