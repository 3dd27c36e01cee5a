#include <stdio.h>

#define N 5
#define M N + 1
#define EMPTY
#define PLUS +
#define SELF SELF
#define loop_a loop_b
#define loop_b loop_a
#define BEGIN {
#define END }
#define T int

int main(void) BEGIN
  EMPTY T a EMPTY = N * M EMPTY;
  printf("%d\n", a);
  int SELF = 3, loop_a = 4;
  printf("%d %d\n", SELF, loop_a);
  printf("%d\n", 2 PLUS PLUS 3);
#undef N
#define N 100
  printf("%d\n", M);
#undef NOT_DEFINED_AT_ALL
  puts("N M EMPTY" " 'N'");
  return 0;
END
