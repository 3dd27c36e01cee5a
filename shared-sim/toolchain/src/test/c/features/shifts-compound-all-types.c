#include <stdio.h>

#define SHIFTS(type, v)                                                                \
  do {                                                                                 \
    for (int n = 0; n < 8; n += 2) {                                                   \
      type a = (type)(v), b = (type)(v);                                               \
      a = (type)((unsigned long long)a << n);                                          \
      b >>= n;                                                                         \
      printf("%lld %lld ", (long long)a, (long long)b);                                \
    }                                                                                  \
    puts(#type);                                                                       \
  } while (0)

int main(void) {
  SHIFTS(signed char, -75);
  SHIFTS(unsigned char, 181);
  SHIFTS(short, -12345);
  SHIFTS(unsigned short, 54321);
  SHIFTS(int, -123456789);
  SHIFTS(unsigned, 3123456789u);
  SHIFTS(long long, -1234567890123456789LL);
  SHIFTS(unsigned long long, 12345678901234567890ULL);
  return 0;
}
