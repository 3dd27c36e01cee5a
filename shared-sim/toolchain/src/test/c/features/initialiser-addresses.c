#include <stdio.h>

struct node { int v; struct node *next; };
static int array[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static int *middle = array + 5, *back = &array[9], *other = &array[8] - 2;
static int (*row)[10] = &array;
extern struct node second;
static struct node first = {1, &second};
struct node second = {2, &first};
static int *member = &first.v;
static char *text = "hello" + 1;
static const char *tail = &"abcdef"[4];
static int (*const output)(const char *) = puts;
static void *self = &self;
static unsigned long number = (unsigned long)&array[3];
static char *bytes = (char *)array + 4;
static long distance = &array[7] - &array[2];

int main(void) {
  printf("%d %d %d %d\n", *middle, *back, *other, (*row)[4]);
  printf("%d %d\n", first.next->v, second.next->next->v);
  printf("%d %s %s\n", *member, text, tail);
  output("called");
  printf("%d %d %d %ld\n", self == &self, *(int *)number, *(int *)bytes, distance);
  return 0;
}
