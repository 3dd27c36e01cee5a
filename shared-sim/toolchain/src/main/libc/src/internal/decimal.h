/* Exact decimal numbers, for printing and reading floating-point ones without error. */
#ifndef INTERNAL_DECIMAL_H
#define INTERNAL_DECIMAL_H

#define DECIMAL_BASE 1000000000u
#define DECIMAL_BASE_DIGITS 9

/* The smallest long double, 2^-16445, needs 1828 limbs. */
#define DECIMAL_LIMBS 2048

/* The value is the sum of limb[i] * BASE^(point - 1 - i): point limbs are before the decimal point.
   The first limb and the last are not zero; the number zero has no limbs. */
struct decimal {
  int point;
  int count;
  unsigned limb[DECIMAL_LIMBS];
};

/* mantissa * 2^exponent. */
void __decimal_set(struct decimal *d, unsigned long long mantissa, int exponent);

/* Multiplies by 2^bits, 29 at most. */
void __decimal_multiply(struct decimal *d, int bits);

/* Divides by 2^bits, 9 at most: BASE is a multiple of 2^9, so nothing is lost. */
void __decimal_divide(struct decimal *d, int bits);

/* Rounds to a multiple of 10^position, to the even one when two are equally near. */
void __decimal_round(struct decimal *d, int position);

/* The digit that counts 10^position. */
int __decimal_digit(const struct decimal *d, int position);

/* Positions of the first and of the last digit that is not zero; 0 for the number zero. */
int __decimal_first(const struct decimal *d);
int __decimal_last(const struct decimal *d);

/* Takes zero limbs away at both ends. */
void __decimal_trim(struct decimal *d);

#endif
