#include <math.h>

#include "../internal/ieee.h"

static int classify(int exponent, int largest, int fraction) {
  if (exponent == largest) {
    return fraction ? FP_NAN : FP_INFINITE;
  }
  if (exponent == 0) {
    return fraction ? FP_SUBNORMAL : FP_ZERO;
  }
  return FP_NORMAL;
}

int __fpclassifyl(long double value) {
  union extended_bits bits = {value};
  return classify(bits.bits.sign_exponent & 0x7fff, EXTENDED_MAX_EXPONENT,
                  (bits.bits.mantissa & ~INTEGER_BIT) != 0);
}

int __fpclassify(double value) {
  union double_bits bits = {value};
  return classify((int)(bits.bits >> 52 & 0x7ff), 0x7ff, (bits.bits & 0xfffffffffffffULL) != 0);
}

int __fpclassifyf(float value) {
  union single_bits bits = {value};
  return classify((int)(bits.bits >> 23 & 0xff), 0xff, (bits.bits & 0x7fffff) != 0);
}

int __signbitl(long double value) {
  union extended_bits bits = {value};
  return bits.bits.sign_exponent >> 15;
}

int __signbit(double value) {
  union double_bits bits = {value};
  return (int)(bits.bits >> 63);
}

int __signbitf(float value) {
  union single_bits bits = {value};
  return (int)(bits.bits >> 31);
}
