#include <stddef.h>
#include <stdio.h>

struct s { char c; short h; };
struct d { char c; double d; };

int main(void) {
  printf("%d %d %d %d\n", (int)_Alignof(char), (int)_Alignof(short), (int)_Alignof(int),
         (int)_Alignof(void *));
  printf("%d %d %d\n", (int)_Alignof(struct s), (int)_Alignof(int[7]), (int)_Alignof(struct d));
  printf("%d %d\n", (int)offsetof(struct d, d), (int)offsetof(struct s, h));
  int x;
  printf("%d %d\n", (int)__alignof__(x), (int)__alignof__(struct s));
  printf("%d\n", (int)_Alignof(struct { char a; }));
  return 0;
}
