#include <stdio.h>

enum kind { INT, TEXT, PAIR };

struct any {
  enum kind kind;
  union {
    int number;
    const char *text;
    struct any *pair[2];
  } u;
};

static int depth(const struct any *a) {
  if (a->kind != PAIR) return 1;
  int l = depth(a->u.pair[0]), r = depth(a->u.pair[1]);
  return 1 + (l > r ? l : r);
}

static void print(struct any a) {
  switch (a.kind) {
    case INT: printf("%d", a.u.number); break;
    case TEXT: printf("\"%s\"", a.u.text); break;
    case PAIR:
      putchar('(');
      print(*a.u.pair[0]);
      putchar(' ');
      print(*a.u.pair[1]);
      putchar(')');
  }
}

int main(void) {
  struct any one = {INT, {1}}, s = {TEXT, {.text = "s"}};
  struct any p = {PAIR, {.pair = {&one, &s}}}, q = {PAIR, {.pair = {&p, &p}}};
  print(q);
  printf(" %d\n", depth(&q));
  return 0;
}
