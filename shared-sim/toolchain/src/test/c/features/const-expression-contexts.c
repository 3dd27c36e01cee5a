#include <stdio.h>

enum { SIZE = 3, DOUBLE = SIZE * 2, CHOICE = SIZE > 2 ? 10 : 20 };
static int array[DOUBLE + 'a' - 'a'];
struct bits { unsigned x : SIZE + 1, y : sizeof(char) * 4; };
static const int value = CHOICE << 1;
static int lookup[] = {[SIZE] = 1, [DOUBLE - 1] = sizeof(struct bits)};
static char *pointer = (char *)(SIZE * 0);
static int truth = (SIZE && DOUBLE) + (0 || 0) + !SIZE;
static int cast = (unsigned char)(SIZE * 100);

int main(void) {
  switch (6) {
    case DOUBLE: puts("double"); break;
    case SIZE + SIZE + 1: puts("seven"); break;
    case (int)2.5: puts("two"); break;
  }
  printf("%d %d %d %d\n", (int)sizeof array, value, (int)sizeof lookup, lookup[5]);
  printf("%d %d %d\n", pointer == 0, truth, cast);
  struct bits b = {15, 9};
  printf("%d %d\n", b.x, b.y);
  return 0;
}
