#include <stdbool.h>
#include <stdio.h>

static bool truth(bool b) { return b; }
static _Bool global = 42;

int main(void) {
  bool a = 2, b = 0, c = -1;
  int x = 0;
  bool d = &x, e = 0.25, f = 0.0, g = (char *)0;
  printf("%d %d %d %d %d %d %d %d\n", a, b, c, d, e, f, g, global);
  printf("%d %d %d\n", truth(256), truth(0x10000), truth(0x100000000LL));
  a += 5;
  printf("%d\n", a);
  a--;
  printf("%d\n", a);
  b++;
  b++;
  printf("%d\n", b);
  c = c + c;
  printf("%d %d\n", c, (int)sizeof(bool));
  c ^= 1;
  printf("%d %d %d\n", c, true + true, (bool)8 + (bool)8);
  bool arr[3] = {5, 0, 7};
  printf("%d%d%d %d\n", arr[0], arr[1], arr[2], ~arr[0]);
  unsigned char raw = 1;
  printf("%d\n", (bool)(raw & 2) == false);
  return truth(a) + truth(4);
}
