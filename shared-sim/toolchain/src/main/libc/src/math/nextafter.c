/* The next number in a direction: the bits of a number without its sign count upwards. */
#include "../internal/ieee.h"
#include "../internal/math.h"

long double nextafterl(long double x, long double y) {
  union extended_bits bits = {x};
  if (isnan(x) || isnan(y)) {
    return x + y;
  }
  if (x == y) {
    return y;
  }
  if (x == 0) {
    bits.bits.mantissa = 1;
    bits.bits.sign_exponent = signbit(y) ? 0x8000 : 0;
    return bits.value;
  }
  if ((x < y) == (x > 0)) {
    if (++bits.bits.mantissa << 1 == 0) {
      bits.bits.mantissa |= INTEGER_BIT;
      bits.bits.sign_exponent++;
    }
  } else {
    if (bits.bits.mantissa == INTEGER_BIT && (bits.bits.sign_exponent & 0x7fff) > 1) {
      bits.bits.sign_exponent--;
      bits.bits.mantissa = ~0ULL;
    } else if (--bits.bits.mantissa < INTEGER_BIT) {
      bits.bits.sign_exponent &= 0x8000;
    }
  }
  return bits.value;
}

double nexttoward(double x, long double y) {
  union double_bits bits = {x};
  if (isnan(x) || isnan(y)) {
    return (double)(x + y);
  }
  if (x == y) {
    return (double)y;
  }
  if (x == 0) {
    bits.bits = 1 | (unsigned long long)(signbit(y) != 0) << 63;
  } else if ((x < y) == (x > 0)) {
    bits.bits++;
  } else {
    bits.bits--;
  }
  return bits.value;
}

float nexttowardf(float x, long double y) {
  union single_bits bits = {x};
  if (isnan(x) || isnan(y)) {
    return (float)(x + y);
  }
  if (x == y) {
    return (float)y;
  }
  if (x == 0) {
    bits.bits = 1 | (unsigned)(signbit(y) != 0) << 31;
  } else if ((x < y) == (x > 0)) {
    bits.bits++;
  } else {
    bits.bits--;
  }
  return bits.value;
}

long double nexttowardl(long double x, long double y) { return nextafterl(x, y); }

double nextafter(double x, double y) { return nexttoward(x, y); }

float nextafterf(float x, float y) { return nexttowardf(x, y); }

long double nanl(const char *tag) {
  (void)tag;
  return NAN;
}

double nan(const char *tag) { return (double)nanl(tag); }

float nanf(const char *tag) { return (float)nanl(tag); }
