#include <stdio.h>

struct options { int width; char fill; const char *name; };

static void draw(struct options o) {
  for (int i = 0; i < o.width; i++) putchar(o.fill ?: '*');
  printf(" %s\n", o.name ?: "-");
}
#define draw(...) draw((struct options){__VA_ARGS__})

static int total(const struct options *o) { return o->width + o->fill; }

int main(void) {
  draw(.width = 3);
  draw(.name = "dots", .fill = '.', .width = 5);
  draw(2, '#', "plain");
  printf("%d\n", total(&(struct options){.width = 1, .fill = 1}));
  return 0;
}
