#include <stdio.h>

struct entry { const char *name; int (*f)(int); struct entry *next; const int *limit; };

static int a(int v) { return v + 1; }
static int b(int v) { return v * 2; }
static const int limits[] = {10, 20, 30};
extern struct entry list[];
static struct entry *const head = &list[1];
struct entry list[] = {
    {"first", a, 0, limits},
    {"second", b, &list[0], &limits[2]},
};
static const char *const *const names[] = {(const char *const[]){"x", "y"}, 0};
static int matrix[2][2] = {{1, 2}, {3, 4}};
static int *corners[] = {&matrix[0][0], &matrix[1][1], matrix[1], *matrix + 1};
static const void *nothing[2];

int main(void) {
  for (struct entry *e = head; e; e = e->next) printf("%s %d %d\n", e->name, e->f(20), *e->limit);
  printf("%s\n", names[0][1]);
  for (int i = 0; i < 4; i++) printf("%d ", *corners[i]);
  printf("%d\n", nothing[1] == 0);
  return 0;
}
