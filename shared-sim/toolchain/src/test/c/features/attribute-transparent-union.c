#include <stdio.h>

typedef union {
  int *i;
  const char *text;
  void *any;
} either __attribute__((transparent_union));

union __attribute__((__transparent_union__)) numbers {
  int i;
  unsigned u;
};

static int first(either e, int kind) { return kind ? e.text[0] : *e.i; }
static int number(union numbers n) { return n.i * 2; }

int main(void) {
  int i = 42;
  void *any = &i;
  either e = {.text = "xyz"};
  union numbers n = {5};
  printf("%d %c %d %c\n", first(&i, 0), first("abc", 1), first(any, 0), first(e, 1));
  printf("%d %d %d\n", number(7), number(8u), number(n));
  int (*pointer)(either, int) = first;
  printf("%d\n", pointer(&i, 0));
  return 0;
}
