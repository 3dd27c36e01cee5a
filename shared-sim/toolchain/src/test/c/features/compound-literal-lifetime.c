#include <stdio.h>

struct p { int x, y; };

static int sum(const int *v, int n) {
  int t = 0;
  while (n--) t += *v++;
  return t;
}

static struct p *global = &(struct p){11, 22};
static const int *numbers = (const int[]){1, 2, 3};

int main(void) {
  printf("%d %d %d\n", global->x, global->y, numbers[2]);
  printf("%d\n", sum((int[]){1, 2, 3, 4}, 4));
  struct p *q = &(struct p){.y = 5};
  q->x = q->y * 2;
  printf("%d %d\n", q->x, q->y);
  int *list[3];
  for (int i = 0; i < 3; i++) {
    int *one = (int[]){i, i * 10};
    one[0]++;
    list[i] = one;
    printf("%d %d ", one[0], *(list[i] + 1));
  }
  putchar('\n');
  (int){5}++;
  int z = (int){3} + (struct p){4, 5}.y;
  printf("%d %s %d\n", z, (char[]){"abc"}, (int)sizeof(int[]){1, 2, 3});
  *q = (struct p){q->y, q->x};
  printf("%d %d\n", q->x, q->y);
  printf("%s\n", (const char *){"pointer"});
  return 0;
}
