#include <stdio.h>

int tentative;
int tentative;
extern int defined_later;
static int hidden;
static int hidden = 4;
extern int hidden2;
int array[];
int array[4] = {1, 2, 3};
extern const char *const words[];

static int get(void) { return defined_later + hidden + tentative; }

int main(void) {
  tentative = 100;
  printf("%d\n", get());
  {
    extern int hidden2;
    hidden2++;
  }
  printf("%d %d %d %s\n", hidden2, array[2], (int)sizeof array, words[1]);
  return 0;
}

int defined_later = 7;
int hidden2 = 1;
const char *const words[] = {"zero", "one"};
