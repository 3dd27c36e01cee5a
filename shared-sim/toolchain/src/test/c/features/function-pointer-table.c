#include <stdio.h>

static double half(double v) { return v / 2; }
static double twice(double v) { return v * 2; }
static double negate(double v) { return -v; }

static double (*const table[])(double) = {half, twice, &negate, *half};

struct command {
  const char *name;
  int (*run)(const struct command *, int);
};

static int show(const struct command *c, int n) { return printf("%s:%d\n", c->name, n); }
static int count(const struct command *c, int n) { return c->name[0] + n; }

static const struct command commands[] = {{"show", show}, {"count", count}, {0, 0}};

int main(void) {
  for (unsigned i = 0; i < sizeof table / sizeof *table; i++) printf("%g ", table[i](5));
  putchar('\n');
  for (const struct command *c = commands; c->name; c++) printf("%d\n", c->run(c, 3));
  int (*f)(const char *, ...) = printf;
  f("%s %d\n", "through a pointer", 4);
  (**f)("%c\n", 'x');
  (&*f)("%d\n", f == printf);
  return 0;
}
