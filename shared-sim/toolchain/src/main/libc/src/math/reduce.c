/* x modulo pi/2 by x * 2/pi, with as many bits of 2/pi as matter (Payne and Hanek): those that give
   multiples of 4 are left out, and the 190 bits behind the point are exact enough even where x is
   very near a multiple of pi/2. The table reaches to 2^1088; beyond it, where only a long double
   goes, the result is one of the right size but meaningless. */
#include "../internal/ieee.h"
#include "../internal/math.h"

#define WORDS 6

static const unsigned two_over_pi[] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d,
};

#define TABLE_BITS (32 * (int)(sizeof two_over_pi / sizeof two_over_pi[0]))

static unsigned table_word(int index) {
  return index < 0 || index >= TABLE_BITS / 32 ? 0 : two_over_pi[index];
}

/* 32 bits from a position on, which may be before the first. */
static unsigned bits_at(int position) {
  int index = position >= 0 ? position / 32 : -((31 - position) / 32);
  int shift = position - 32 * index;
  unsigned high = table_word(index);
  return shift ? high << shift | table_word(index + 1) >> (32 - shift) : high;
}

/* mantissa * window, modulo 2^192; the words of both are from the lowest up. */
static void multiply(unsigned long long mantissa, const unsigned *window, unsigned *product) {
  unsigned long long low = (unsigned)mantissa;
  unsigned long long high = mantissa >> 32;
  unsigned long long carry = 0;
  unsigned long long sum;
  int i;
  for (i = 0; i < WORDS; i++) {
    sum = low * window[i] + carry;
    product[i] = (unsigned)sum;
    carry = sum >> 32;
  }
  carry = 0;
  for (i = 1; i < WORDS; i++) {
    sum = high * window[i - 1] + product[i] + carry;
    product[i] = (unsigned)sum;
    carry = sum >> 32;
  }
}

static void negate(unsigned *words) {
  unsigned carry = 1;
  int i;
  for (i = 0; i < WORDS; i++) {
    words[i] = ~words[i] + carry;
    carry = carry && words[i] == 0;
  }
}

/* The fraction behind the highest two bits. */
static long double fraction(unsigned *words) {
  long double value = 0;
  int i;
  words[WORDS - 1] &= 0x3fffffff;
  for (i = 0; i < WORDS; i++) {
    value = value / 4294967296.0L + words[i];
  }
  return value / 1073741824.0L;
}

int __reduce(long double x, long double *reduced) {
  union extended_bits bits = {fabsl(x)};
  int exponent = bits.bits.sign_exponent - EXTENDED_BIAS - 63;
  unsigned window[WORDS];
  unsigned product[WORDS];
  int quotient;
  int up;
  int i;
  if (bits.value <= PI / 4) {
    *reduced = x;
    return 0;
  }
  for (i = 0; i < WORDS; i++) {
    window[WORDS - 1 - i] = bits_at(exponent - 2 + 32 * i);
  }
  multiply(bits.bits.mantissa, window, product);
  up = product[WORDS - 1] >> 29 & 1;
  quotient = (int)(product[WORDS - 1] >> 30) + up;
  if (up) {
    negate(product);
  }
  *reduced = fraction(product) * (PI / 2);
  if (up) {
    *reduced = -*reduced;
  }
  if (signbit(x)) {
    *reduced = -*reduced;
    quotient = -quotient;
  }
  return quotient & 3;
}
