#include <stdio.h>

struct s {
  int a : 1;
  int b : 4;
  signed c : 7;
  int d : 20;
};

int main(void) {
  struct s v = {-1, 7, -64, -500000};
  printf("%d %d %d %d\n", v.a, v.b, v.c, v.d);
  v.b++;
  printf("%d\n", v.b);
  v.b--;
  printf("%d\n", v.b);
  v.c = 100;
  printf("%d\n", v.c);
  v.d = 0x7ffff;
  v.d += 1;
  printf("%d\n", v.d);
  v.a = 1;
  printf("%d %d\n", v.a, v.a == 1);
  v.c = v.b * -2;
  printf("%d %d\n", v.c, v.c >> 2);
  v.c >>= 1;
  printf("%d\n", v.c);
  v.d = -1;
  printf("%d %d\n", v.d, v.d / 2);
  return 0;
}
