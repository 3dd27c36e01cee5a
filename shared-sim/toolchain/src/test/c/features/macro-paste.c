#include <stdio.h>

#define GLUE(a, b) a##b
#define XGLUE(a, b) GLUE(a, b)
#define VAR(n) var_##n
#define ONE 1
#define DECLARE(type, name) type name##_get(void) { return name##_value; }
#define THREE(a, b, c) a##b##c
#define SUFFIX(n) n##ULL
#define OP(x) +x##=

static int count_value = 12;
static DECLARE(int, count)

int main(void) {
  int var_1 = 10, var_ONE = 20, ab = 30, x12 = 40;
  printf("%d %d %d\n", VAR(1), VAR(ONE), XGLUE(var_, ONE));
  printf("%d %d %d\n", GLUE(a, b), THREE(x, 1, 2), GLUE(1, 2));
  printf("%llu\n", SUFFIX(5));
  int y = 5;
  y GLUE(+, =) 3;
  y GLUE(<, <=) 1;
  printf("%d\n", y);
  printf("%d\n", GLUE(0x, ff));
  printf("%g\n", GLUE(1.5, e3));
  printf("%s\n", GLUE(, "text"));
  printf("%d\n", count_get());
  printf("%d\n", GLUE(TH, REE)(4, 2, 1));
  return 0;
}
