/* A number on its way from text to one of the binary formats. */
#ifndef INTERNAL_BINARY_H
#define INTERNAL_BINARY_H

#include "decimal.h"

/* What is left below the last bit of the mantissa. */
#define EXACT 0
#define BELOW_HALF 1
#define HALF 2
#define ABOVE_HALF 3

/* mantissa * 2^exponent, and the rest. With a rest the mantissa has all its 64 bits. */
struct binary {
  unsigned long long mantissa;
  int exponent;
  int rest;
};

/* How many bits its significand has, and the exponents of the smallest and largest normal
   numbers. */
struct binary_format {
  int precision;
  int smallest;
  int largest;
};

/* Takes d apart. */
struct binary __binary_of_decimal(struct decimal *d);

/* To nearest, and to even. Sets errno to ERANGE where the format has no such number. */
long double __binary_round(struct binary b, const struct binary_format *format);

#endif
