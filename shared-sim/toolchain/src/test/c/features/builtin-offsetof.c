#include <stddef.h>
#include <stdio.h>

struct in { char a; int b[4]; };
struct out { short s; struct in list[3]; union { int x; char y[8]; } u; };

static int table[offsetof(struct out, u)];

int main(void) {
  printf("%d %d\n", (int)offsetof(struct out, list), (int)offsetof(struct out, u.y));
  printf("%d %d\n", (int)__builtin_offsetof(struct out, list[2].b[1]), (int)offsetof(struct in, b[3]));
  printf("%d\n", (int)(sizeof table / sizeof *table));
  int i = 2;
  printf("%d\n", (int)__builtin_offsetof(struct in, b[i]));
  enum { CONSTANT = offsetof(struct out, list[1].b) };
  printf("%d\n", CONSTANT);
  return 0;
}
