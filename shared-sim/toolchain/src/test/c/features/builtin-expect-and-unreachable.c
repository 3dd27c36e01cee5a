#include <stdio.h>

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

static int f(int n) {
  if (unlikely(n < 0)) return -1;
  if (likely(n < 100)) return n;
  return 100;
}

static int g(int n) {
  switch (n & 3) {
    case 0: return 1;
    case 1: return 3;
    case 2: return 5;
    case 3: return 7;
    default: __builtin_unreachable();
  }
}

int main(void) {
  printf("%d %d %d\n", f(-5), f(50), f(500));
  printf("%d %d %d %d\n", g(0), g(1), g(2), g(3));
  printf("%ld\n", __builtin_expect(7L, 7L));
  const char *p = __builtin_assume_aligned("text", 1);
  __builtin_prefetch(p);
  puts(p);
  if (p == 0) __builtin_trap();
  return 0;
}
