#include <stdio.h>

static int a[] = {[3] = 30, 31, [1] = 10, 11, [7] = 70};
static int b[6] = {1, 2, [0] = 9, [4] = 5, 6};
static int range[10] = {[0 ... 3] = 1, [5 ... 8] = 2, 3};
static const char *names[] = {[2] = "two", [0] = "zero"};
static int grid[3][3] = {[1][1] = 5, 6, [0] = {[2] = 3}, [2] = {7, 8}};
enum { X = 2 };
static char letters[] = {['a' - 'a'] = 'A', [X] = 'C', [X + 2] = 0};

int main(void) {
  for (unsigned i = 0; i < sizeof a / sizeof *a; i++) printf("%d ", a[i]);
  putchar('\n');
  for (int i = 0; i < 6; i++) printf("%d ", b[i]);
  for (int i = 0; i < 10; i++) printf("%d ", range[i]);
  putchar('\n');
  printf("%s %s %d\n", names[0], names[2], names[1] == 0);
  for (int i = 0; i < 9; i++) printf("%d ", grid[i / 3][i % 3]);
  printf("%d %c%c\n", (int)sizeof letters, letters[0], letters[2]);
  return 0;
}
