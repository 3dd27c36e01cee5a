#include <stdio.h>
#include <stdlib.h>

struct buffer {
  int size;
  int items[0];
};

struct empty {};

int main(void) {
  struct buffer *b = malloc(sizeof *b + 4 * sizeof(int));
  b->size = 4;
  for (int i = 0; i < b->size; i++) b->items[i] = i + 1;
  printf("%d %d\n", b->items[0], b->items[3]);
  printf("%d %d\n", (int)sizeof(struct buffer), (int)sizeof(struct empty));
  printf("%d\n", (int)((char *)b->items - (char *)b));
  free(b);
  int none[0];
  printf("%d\n", (int)sizeof none);
  return 0;
}
