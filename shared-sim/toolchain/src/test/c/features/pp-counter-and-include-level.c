#include <stdio.h>

#define GLUE(a, b) GLUE_(a, b)
#define GLUE_(a, b) a##b
#define UNIQUE(name) GLUE(name, __COUNTER__)
#define FIRST __COUNTER__

int main(void) {
  int base = FIRST;
  int UNIQUE(x) = 10, UNIQUE(x) = 20;
  int now = __COUNTER__;
  printf("%d\n", now - base);
  printf("%d %d\n", x1, x2);
  printf("%d\n", __INCLUDE_LEVEL__);
#if __COUNTER__ == __COUNTER__ - 1 + 0 * __COUNTER__
  puts("counts in directives");
#endif
  return base;
}
