#include <stdio.h>

struct in { int a; char b[4]; };
struct out { struct in first; struct in list[2]; double d; const char *s; };

static struct out x = {{1, "ab"}, {{2, "cd"}, {3, {'e', 'f'}}}, 4.5, "six"};
static struct out y = {1, 'x', 'y', 0, 0, 2, "cd", 3, "ef", 4.5, "flat"};
static struct out z = {.d = 2};
static struct in many[] = {{1, "a"}, {2}, 3, "ccc", {4, "d"}};

static void show(const struct out *o) {
  printf("%d %s %d %s %d %.4s %g %s\n", o->first.a, o->first.b, o->list[0].a, o->list[0].b,
         o->list[1].a, o->list[1].b, o->d, o->s ? o->s : "none");
}

int main(void) {
  show(&x);
  show(&y);
  show(&z);
  for (unsigned i = 0; i < sizeof many / sizeof *many; i++) printf("%d%s ", many[i].a, many[i].b);
  putchar('\n');
  int n = 5;
  struct in q = {n, "q"};
  struct out w = {q, {q, {n * 2, "w"}}, n, x.s};
  show(&w);
  struct out v = {.first = q, .list[1].b[0] = 'v', .s = "v"};
  show(&v);
  return 0;
}
