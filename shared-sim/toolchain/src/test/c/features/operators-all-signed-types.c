#include <stdio.h>

#define ALL(type, format, a, b)                                                             \
  do {                                                                                      \
    type x = (type)(a), y = (type)(b);                                                      \
    printf(#type format format format format format "\n", x + y, x - y, x * y, x / y, x % y); \
    printf(format format format " %d%d%d%d%d%d\n", x & y, x | y, x ^ y, x < y, x <= y, x > y, \
           x >= y, x == y, x != y);                                                         \
    x += y; y -= x; printf(format format, x, y);                                            \
    x *= 2; y /= 2; printf(format format, x, y);                                            \
    x |= 1; y ^= 5; printf(format format "\n", x, y);                                       \
  } while (0)

int main(void) {
  ALL(signed char, " %d", -7, 3);
  ALL(signed char, " %d", 25, -2);
  ALL(short, " %d", -300, 7);
  ALL(short, " %d", 123, -123);
  ALL(int, " %d", -30000, 70);
  ALL(int, " %d", 1000, -999);
  ALL(long, " %ld", -1L, 65536L);
  ALL(long long, " %lld", -5000000000LL, 77LL);
  ALL(long long, " %lld", 123456789LL, -987654LL);
  return 0;
}
