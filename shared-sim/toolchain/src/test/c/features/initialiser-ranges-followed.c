#include <stdio.h>

struct part {
  int first;
  int values[3];
  int last;
};

struct whole {
  int before;
  struct part parts[3];
  int after;
};

// What follows a range goes on behind its last element alone.
static int cube[][2][4] = {[2 ... 4][0 ... 1][2 ... 3] = 1, [2] = 2, [2][0][2] = 3};
static struct whole wholes[] = {[0 ... 3].parts[1 ... 2].values[0 ... 1] = 4, 5, 6, 7};
static struct whole listed[] = {
    [0 ... 3].parts = {[1 ... 2].values[0 ... 1] = 4}, [3].parts[2].values[2] = 5, 6, 7};
static int rows[4][2] = {[0 ... 2] = 1, 2, 3};
static int braces[3][3] = {[0 ... 1] = {[1 ... 2] = 23}, [1][2] = 24};

static void show(const char *name, const int *values, int count) {
  printf("%s:", name);
  for (int i = 0; i < count; i++) printf(" %d", values[i]);
  printf("\n");
}

int main(void) {
  struct whole local[] = {[0 ... 1].parts[0 ... 1].values[1 ... 2] = 8, 9};
  show("cube", (const int *)cube, sizeof cube / sizeof(int));
  show("wholes", (const int *)wholes, sizeof wholes / sizeof(int));
  show("listed", (const int *)listed, sizeof listed / sizeof(int));
  show("rows", (const int *)rows, sizeof rows / sizeof(int));
  show("braces", (const int *)braces, sizeof braces / sizeof(int));
  show("local", (const int *)local, sizeof local / sizeof(int));
  return 0;
}
