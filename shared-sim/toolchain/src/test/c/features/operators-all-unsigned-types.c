#include <stdio.h>

#define ALL(type, format, a, b)                                                             \
  do {                                                                                      \
    type x = (type)(a), y = (type)(b);                                                      \
    printf(#type format format format format format "\n", x + y, x - y, x * y, x / y, x % y); \
    printf(format format format " %d%d%d%d%d%d\n", x & y, x | y, x ^ y, x < y, x <= y, x > y, \
           x >= y, x == y, x != y);                                                         \
    printf(format format " %d\n", x << 1, x >> 1, !x);                                      \
    x += y; y -= x; printf(format format, x, y);                                            \
    x *= 3; y /= 3; printf(format format, x, y);                                            \
    x <<= 2; y >>= 1; printf(format format, x, y);                                          \
    x %= 100; y ^= x; printf(format format "\n", x, y);                                     \
  } while (0)

int main(void) {
  ALL(unsigned char, " %d", 200, 100);
  ALL(unsigned char, " %d", 3, 255);
  ALL(unsigned short, " %d", 40000, 123);
  ALL(unsigned short, " %d", 9, 4000);
  ALL(unsigned, " %u", 3000000000u, 2000000000u);
  ALL(unsigned, " %u", 1, 0xffffffffu);
  ALL(unsigned long, " %lu", 77777777ul, 3ul);
  ALL(unsigned long long, " %llu", 0xfedcba9876543210ULL, 0x123456789ULL);
  ALL(unsigned long long, " %llu", 5, ~0ULL);
  return 0;
}
