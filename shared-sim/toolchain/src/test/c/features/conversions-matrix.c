#include <stdio.h>

#define FROM(type, v)                                                                          \
  do {                                                                                         \
    volatile type x = (type)(v);                                                               \
    printf("%d %d %d %d %d %u %lld %llu %d %.1f\n", (signed char)x, (unsigned char)x, (short)x, \
           (unsigned short)x, (int)x, (unsigned)x, (long long)x, (unsigned long long)x,        \
           (_Bool)x, (double)x);                                                               \
  } while (0)

int main(void) {
  FROM(signed char, -1);
  FROM(signed char, 127);
  FROM(unsigned char, 255);
  FROM(short, -32768);
  FROM(unsigned short, 65535);
  FROM(int, -2147483647);
  FROM(unsigned, 0x80000080u);
  FROM(long long, 0x123456789abcLL);
  FROM(long long, -0x8000000000LL);
  FROM(unsigned long long, 0xfffffffffffff000ULL);
  FROM(_Bool, 7);
  FROM(float, 100.75f);
  FROM(double, 0.5);
  return 0;
}
