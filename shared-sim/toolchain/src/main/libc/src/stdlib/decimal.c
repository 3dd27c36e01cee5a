#include "../internal/decimal.h"

#include <string.h>

void __decimal_trim(struct decimal *d) {
  int zeros = 0;
  while (d->count > 0 && d->limb[d->count - 1] == 0) {
    d->count--;
  }
  while (zeros < d->count && d->limb[zeros] == 0) {
    zeros++;
  }
  if (zeros > 0) {
    d->count -= zeros;
    d->point -= zeros;
    memmove(d->limb, d->limb + zeros, (size_t)d->count * sizeof d->limb[0]);
  }
}

static void insert_first(struct decimal *d, unsigned limb) {
  if (d->count == DECIMAL_LIMBS) {
    d->count--;
    d->limb[d->count - 1] |= 1;
  }
  memmove(d->limb + 1, d->limb, (size_t)d->count * sizeof d->limb[0]);
  d->limb[0] = limb;
  d->count++;
  d->point++;
}

/* A limb that no longer fits leaves a trace, so that the number is not taken for a rounder one. */
static void append(struct decimal *d, unsigned limb) {
  if (d->count < DECIMAL_LIMBS) {
    d->limb[d->count++] = limb;
  } else {
    d->limb[d->count - 1] |= 1;
  }
}

/* Divides by BASE; the quotient fits because the value is below 2^32 * BASE. */
static unsigned divide_by_base(unsigned long long value, unsigned *remainder) {
  unsigned quotient;
  unsigned rest;
  __asm__("divl %4"
          : "=a"(quotient), "=d"(rest)
          : "a"((unsigned)value), "d"((unsigned)(value >> 32)), "r"(DECIMAL_BASE)
          : "cc");
  *remainder = rest;
  return quotient;
}

void __decimal_multiply(struct decimal *d, int bits) {
  unsigned carry = 0;
  int i;
  for (i = d->count - 1; i >= 0; i--) {
    carry = divide_by_base(((unsigned long long)d->limb[i] << bits) + carry, &d->limb[i]);
  }
  if (carry) {
    insert_first(d, carry);
  }
  __decimal_trim(d);
}

void __decimal_divide(struct decimal *d, int bits) {
  unsigned mask = (1u << bits) - 1;
  unsigned share = DECIMAL_BASE >> bits;
  unsigned rest = 0;
  int i;
  for (i = 0; i < d->count; i++) {
    unsigned limb = d->limb[i];
    d->limb[i] = (limb >> bits) + rest * share;
    rest = limb & mask;
  }
  if (rest) {
    append(d, rest * share);
  }
  __decimal_trim(d);
}

void __decimal_set(struct decimal *d, unsigned long long mantissa, int exponent) {
  d->point = 0;
  d->count = 0;
  if (mantissa == 0) {
    return;
  }
  while (!(mantissa & 1)) {
    mantissa >>= 1;
    exponent++;
  }
  for (; mantissa; mantissa /= DECIMAL_BASE) {
    insert_first(d, (unsigned)(mantissa % DECIMAL_BASE));
  }
  __decimal_trim(d);
  while (exponent > 0) {
    int bits = exponent < 29 ? exponent : 29;
    __decimal_multiply(d, bits);
    exponent -= bits;
  }
  while (exponent < 0) {
    int bits = exponent > -9 ? -exponent : 9;
    __decimal_divide(d, bits);
    exponent += bits;
  }
}

static unsigned power_of_ten(int exponent) {
  unsigned power = 1;
  while (exponent-- > 0) {
    power *= 10;
  }
  return power;
}

/* Which limb has the position; positions below the decimal point are negative. */
static int limb_of(const struct decimal *d, int position) {
  int group = position >= 0 ? position / DECIMAL_BASE_DIGITS
                            : -((DECIMAL_BASE_DIGITS - 1 - position) / DECIMAL_BASE_DIGITS);
  return d->point - 1 - group;
}

static int place_in_limb(int position) {
  int place = position % DECIMAL_BASE_DIGITS;
  return place < 0 ? place + DECIMAL_BASE_DIGITS : place;
}

int __decimal_digit(const struct decimal *d, int position) {
  int i = limb_of(d, position);
  if (i < 0 || i >= d->count) {
    return 0;
  }
  return (int)(d->limb[i] / power_of_ten(place_in_limb(position)) % 10);
}

int __decimal_first(const struct decimal *d) {
  int place = DECIMAL_BASE_DIGITS - 1;
  if (d->count == 0) {
    return 0;
  }
  while (d->limb[0] < power_of_ten(place)) {
    place--;
  }
  return (d->point - 1) * DECIMAL_BASE_DIGITS + place;
}

int __decimal_last(const struct decimal *d) {
  int place = 0;
  if (d->count == 0) {
    return 0;
  }
  while (d->limb[d->count - 1] % power_of_ten(place + 1) == 0) {
    place++;
  }
  return (d->point - d->count) * DECIMAL_BASE_DIGITS + place;
}

/* How what is below the position compares with half a unit there: less, equal or more. */
static int compare_with_half(const struct decimal *d, int i, unsigned unit) {
  unsigned rest = d->limb[i] % unit;
  unsigned half = unit / 2;
  int next = i + 1;
  if (unit == 1) {
    rest = next < d->count ? d->limb[next] : 0;
    half = DECIMAL_BASE / 2;
    next++;
  }
  if (rest != half) {
    return rest < half ? -1 : 1;
  }
  return next < d->count ? 1 : 0;
}

void __decimal_round(struct decimal *d, int position) {
  unsigned unit = power_of_ten(place_in_limb(position));
  int i = limb_of(d, position);
  int above_half;
  if (i >= d->count) {
    return;
  }
  if (i < -1) {
    d->count = 0;
    return;
  }
  if (i == -1) {
    insert_first(d, 0);
    i = 0;
  }
  above_half = compare_with_half(d, i, unit);
  d->count = i + 1;
  d->limb[i] -= d->limb[i] % unit;
  if (above_half > 0 || (above_half == 0 && d->limb[i] / unit % 2 == 1)) {
    d->limb[i] += unit;
    for (; i > 0 && d->limb[i] == DECIMAL_BASE; i--) {
      d->limb[i] = 0;
      d->limb[i - 1]++;
    }
    if (d->limb[0] == DECIMAL_BASE) {
      d->limb[0] = 0;
      insert_first(d, 1);
    }
  }
  __decimal_trim(d);
}
