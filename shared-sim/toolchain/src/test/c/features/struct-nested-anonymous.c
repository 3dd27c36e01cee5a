#include <stddef.h>
#include <stdio.h>

struct value {
  int kind;
  union {
    int i;
    double d;
    struct {
      short low, high;
    };
    struct {
      char *text;
      int length;
    } s;
  };
  struct {
    int line, column;
  };
};

int main(void) {
  struct value v = {.kind = 1, .i = 0x00070005, .line = 3, .column = 9};
  printf("%d %d %d %d %d\n", v.kind, v.low, v.high, v.line, v.column);
  v.high = 1;
  printf("%d\n", v.i);
  v.s.text = "text";
  v.s.length = 4;
  printf("%s %d\n", v.s.text, v.s.length);
  struct value *p = &v;
  p->d = 0.5;
  printf("%g\n", p->d);
  p->line++;
  printf("%d %d\n", v.line, p->column);
  printf("%d %d %d %d\n", (int)sizeof v, (int)offsetof(struct value, d),
         (int)offsetof(struct value, high), (int)offsetof(struct value, line));
  struct value w = {2, {.d = 8.5}, {1, 2}};
  printf("%g %d %d\n", w.d, w.line, w.column);
  return 0;
}
