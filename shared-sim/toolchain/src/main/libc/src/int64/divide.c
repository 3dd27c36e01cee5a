/* 64-bit division, which the compiler calls where the program divides. It must not divide 64-bit
   numbers itself: all is done by div, 64 by 32 bits. */
#include "../internal/words.h"

unsigned long long __udivmoddi4(unsigned long long n, unsigned long long d,
                                unsigned long long *remainder);
unsigned long long __udivdi3(unsigned long long n, unsigned long long d);
unsigned long long __umoddi3(unsigned long long n, unsigned long long d);
long long __divmoddi4(long long n, long long d, long long *remainder);
long long __divdi3(long long n, long long d);
long long __moddi3(long long n, long long d);

/* high must be below divisor, so that the quotient fits. */
static unsigned divide_words(unsigned high, unsigned low, unsigned divisor, unsigned *remainder) {
  unsigned quotient;
  unsigned rest;
  __asm__("divl %4"
          : "=a"(quotient), "=d"(rest)
          : "a"(low), "d"(high), "r"(divisor)
          : "cc");
  *remainder = rest;
  return quotient;
}

/* As on paper, with two digits of 32 bits. */
static union words divide_by_word(union words n, unsigned d, unsigned *remainder) {
  union words quotient;
  unsigned rest;
  quotient.word.high = divide_words(0, n.word.high, d, &rest);
  quotient.word.low = divide_words(rest, n.word.low, d, remainder);
  return quotient;
}

static int leading_zeros(unsigned word) {
  int count = 0;
  for (; !(word & 0x80000000u); word <<= 1) {
    count++;
  }
  return count;
}

/* The divisor has more than 32 bits, so the quotient has less. Dividing by the divisor's first 32
   bits gives it, or one more than it; from half of n, so that the first quotient fits too. */
static unsigned estimate(unsigned long long n, union words d) {
  int zeros = leading_zeros(d.word.high);
  union words top;
  union words half;
  unsigned rest;
  unsigned quotient;
  top.magnitude = d.magnitude << zeros;
  half.magnitude = n >> 1;
  quotient = divide_words(half.word.high, half.word.low, top.word.high, &rest);
  quotient = zeros == 31 ? quotient : quotient >> (31 - zeros);
  return quotient;
}

unsigned long long __udivmoddi4(unsigned long long n, unsigned long long d,
                                unsigned long long *remainder) {
  union words dividend;
  union words divisor;
  unsigned quotient;
  dividend.magnitude = n;
  divisor.magnitude = d;
  if (divisor.word.high == 0) {
    union words result;
    unsigned rest;
    result = divide_by_word(dividend, divisor.word.low, &rest);
    *remainder = rest;
    return result.magnitude;
  }
  quotient = estimate(n, divisor);
  if (quotient > 0) {
    quotient--;
  }
  n -= quotient * d;
  if (n >= d) {
    n -= d;
    quotient++;
  }
  *remainder = n;
  return quotient;
}

unsigned long long __udivdi3(unsigned long long n, unsigned long long d) {
  unsigned long long remainder;
  return __udivmoddi4(n, d, &remainder);
}

unsigned long long __umoddi3(unsigned long long n, unsigned long long d) {
  unsigned long long remainder;
  __udivmoddi4(n, d, &remainder);
  return remainder;
}

static unsigned long long magnitude(long long value) {
  return value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value;
}

static long long with_sign(unsigned long long value, int negative) {
  return (long long)(negative ? 0 - value : value);
}

/* Towards zero, and the remainder has the dividend's sign (C11 6.5.5). */
long long __divmoddi4(long long n, long long d, long long *remainder) {
  unsigned long long rest;
  unsigned long long quotient = __udivmoddi4(magnitude(n), magnitude(d), &rest);
  *remainder = with_sign(rest, n < 0);
  return with_sign(quotient, (n < 0) != (d < 0));
}

long long __divdi3(long long n, long long d) {
  long long remainder;
  return __divmoddi4(n, d, &remainder);
}

long long __moddi3(long long n, long long d) {
  long long remainder;
  __divmoddi4(n, d, &remainder);
  return remainder;
}
