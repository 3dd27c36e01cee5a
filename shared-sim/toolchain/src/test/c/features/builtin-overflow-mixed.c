#include <limits.h>
#include <stdio.h>

/* Operands and results of all signs and sizes; the question alone stores nothing. */
static long long s[] = {0, 1, -1, LLONG_MAX, LLONG_MIN, 1ll << 32, -3037000500};
static unsigned long long u[] = {0, 1, 2, ULLONG_MAX, 1ull << 63, 1ull << 32, 5};

#define TRY(operation, left, right, type)                                            \
  {                                                                                  \
    unsigned mix = 0;                                                                \
    for (int i = 0; i < 7; i++)                                                      \
      for (int j = 0; j < 7; j++) {                                                  \
        type result;                                                                 \
        int lost = __builtin_##operation##_overflow(left[i], right[j], &result);     \
        int asked = __builtin_##operation##_overflow_p(left[i], right[j], (type)1); \
        mix = mix * 31 + lost * 2 + asked;                                           \
        mix = mix * 31 + (unsigned)result + (unsigned)((long long)result >> 32);     \
      }                                                                              \
    printf("%x ", mix);                                                              \
  }

#define ALL(left, right)                                                          \
  TRY(add, left, right, int) TRY(sub, left, right, unsigned)                      \
  TRY(mul, left, right, long long) TRY(add, left, right, unsigned long long)      \
  TRY(sub, left, right, long long) TRY(mul, left, right, signed char) printf("\n");

int main(void) {
  ALL(s, s)
  ALL(s, u)
  ALL(u, s)
  ALL(u, u)
  printf("%d\n", __builtin_mul_overflow_p(46341, 46341, 0));
  return 0;
}
