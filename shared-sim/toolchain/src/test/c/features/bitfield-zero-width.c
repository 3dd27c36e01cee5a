#include <stdio.h>

struct a { char x : 3; char : 0; char y : 3; };
struct b { int x : 3; int : 0; int y : 3; };
struct c { char x : 3; int : 0; char y; };
struct d { unsigned x : 5; unsigned : 3; unsigned y : 8; };
struct e { char c; int : 0; char d; };
struct f { short x : 9; short : 0; short y : 9; };

int main(void) {
  printf("%d %d %d %d %d %d\n", (int)sizeof(struct a), (int)sizeof(struct b), (int)sizeof(struct c),
         (int)sizeof(struct d), (int)sizeof(struct e), (int)sizeof(struct f));
  union { struct d d; unsigned u; } v = {{0}};
  v.d.x = 31;
  v.d.y = 255;
  printf("%x\n", v.u);
  union { struct b b; unsigned u[2]; } w = {{0}};
  w.b.x = -1;
  w.b.y = 2;
  printf("%x %x\n", w.u[0], w.u[1]);
  return 0;
}
