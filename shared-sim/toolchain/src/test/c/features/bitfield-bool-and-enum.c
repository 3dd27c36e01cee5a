#include <stdbool.h>
#include <stdio.h>

enum colour { RED, GREEN, BLUE };

struct f {
  bool on : 1;
  enum colour colour : 2;
  bool off : 1;
  unsigned char rest : 4;
};

int main(void) {
  struct f f = {2, BLUE, 0, 9};
  printf("%d %d %d %d %d\n", f.on, f.colour, f.off, f.rest, (int)sizeof f);
  f.off = 256;
  f.on = !f.on;
  f.colour = GREEN;
  printf("%d %d %d\n", f.on, f.colour, f.off);
  f.on |= 1;
  f.on += 1;
  printf("%d\n", f.on);
  switch (f.colour) {
    case RED: puts("red"); break;
    case GREEN: puts("green"); break;
    default: puts("other");
  }
  return 0;
}
