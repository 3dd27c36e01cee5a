#include <stdio.h>

typedef int (*init)(int);

#define REGISTER(f) \
  static init const f##_entry __attribute__((section("initcalls"), used)) = f

static int one(int v) { return v + 1; }
static int twice(int v) { return v * 2; }
REGISTER(one);
REGISTER(twice);

extern init const __start_initcalls[], __stop_initcalls[];

__attribute__((section(".text.special"))) static int special(int v) { return v - 3; }
static int placed __attribute__((section(".data.placed"))) = 9;

int main(void) {
  int v = 5, count = 0;
  for (init const *p = __start_initcalls; p < __stop_initcalls; p++, count++) v += (*p)(10);
  printf("%d %d %d %d\n", count, v, special(10), placed);
  return 0;
}
