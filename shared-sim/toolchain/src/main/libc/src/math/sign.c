#include "../internal/ieee.h"
#include "../internal/math.h"

#define SIGN 0x8000

long double fabsl(long double x) {
  union extended_bits bits = {x};
  bits.bits.sign_exponent &= (unsigned short)~SIGN;
  return bits.value;
}

long double copysignl(long double x, long double y) {
  union extended_bits bits = {x};
  union extended_bits sign = {y};
  bits.bits.sign_exponent =
      (unsigned short)((bits.bits.sign_exponent & ~SIGN) | (sign.bits.sign_exponent & SIGN));
  return bits.value;
}

NARROW(fabs)
NARROW_2(copysign)

/* A NaN counts as missing. */
long double fmaxl(long double x, long double y) {
  if (isnan(x)) {
    return y;
  }
  if (x == y) {
    return signbit(x) ? y : x;
  }
  return x < y ? y : x;
}

long double fminl(long double x, long double y) {
  if (isnan(x)) {
    return y;
  }
  if (x == y) {
    return signbit(x) ? x : y;
  }
  return x > y ? y : x;
}

long double fdiml(long double x, long double y) {
  if (isnan(x) || isnan(y)) {
    return x + y;
  }
  return x > y ? x - y : 0;
}

NARROW_2(fmax)
NARROW_2(fmin)

double fdim(double x, double y) {
  if (isnan(x) || isnan(y)) {
    return x + y;
  }
  return x > y ? x - y : 0;
}

float fdimf(float x, float y) { return (float)fdim(x, y); }
