#include <stdio.h>

/* GNU's structures without members take no place among the arguments. */
struct empty {};
struct holder {
  struct empty none[3];
  int value;
};

static int made;

static struct empty make(void) {
  struct empty one;
  made++;
  return one;
}

static int second(struct empty a, int x, struct empty b, int y) { return x * 10 + y; }

static int inside(struct empty a, struct holder h, struct empty b) { return h.value; }

int main(void) {
  struct empty array[4];
  struct holder h = {.none[1] = make(), .value = 6};
  printf("%d\n", second(array[1], 3, make(), 4));
  printf("%d\n", inside(make(), h, array[3]));
  printf("%d %d %d\n", made, (int)sizeof array, (int)sizeof h);
  return 0;
}
