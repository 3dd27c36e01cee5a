/* The bits of the floating-point formats (SDM vol. 1, 4.2.2). */
#ifndef INTERNAL_IEEE_H
#define INTERNAL_IEEE_H

union extended_bits {
  long double value;
  struct {
    unsigned long long mantissa; /* with its integer bit */
    unsigned short sign_exponent;
  } bits;
};

union double_bits {
  double value;
  unsigned long long bits;
};

union single_bits {
  float value;
  unsigned bits;
};

#define EXTENDED_BIAS 16383
#define EXTENDED_MAX_EXPONENT 0x7fff
#define INTEGER_BIT 0x8000000000000000ULL

#endif
