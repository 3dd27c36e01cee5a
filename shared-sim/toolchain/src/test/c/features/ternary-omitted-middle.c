#include <stdio.h>

static int calls;
static int next(int v) {
  calls++;
  return v;
}

int main(void) {
  printf("%d\n", next(5) ?: 7);
  printf("%d\n", next(0) ?: 7);
  printf("%d\n", calls);
  const char *name = 0;
  puts(name ?: "anonymous");
  name = "set";
  puts(name ?: "anonymous");
  printf("%d\n", next(0) ?: next(0) ?: next(3) ?: next(4));
  printf("%d\n", calls);
  printf("%lld\n", 0x100000000LL ?: 1);
  printf("%g\n", 0.0 ?: 2.5);
  printf("%g\n", 0.5 ?: 2.5);
  int x = next(4);
  x ?: (void)puts("never");
  (x - 4) ?: (void)puts("dropped");
  long long wide = x ? 0 : 1;
  printf("%lld\n", (wide ?: x));
  return 0;
}
