#include "../internal/binary.h"

#include <errno.h>
#include <string.h>

#include "../internal/ieee.h"

/* Removes the integer part of the number and returns it. */
static unsigned long long take_integer(struct decimal *d) {
  unsigned long long value = 0;
  int i;
  if (d->point <= 0) {
    return 0;
  }
  for (i = 0; i < d->point; i++) {
    value = value * DECIMAL_BASE + (i < d->count ? d->limb[i] : 0);
  }
  i = d->point < d->count ? d->point : d->count;
  d->count -= i;
  memmove(d->limb, d->limb + i, (size_t)d->count * sizeof d->limb[0]);
  d->point = 0;
  __decimal_trim(d);
  return value;
}

static int rest_of(const struct decimal *d) {
  if (d->count == 0) {
    return EXACT;
  }
  if (d->point < 0 || d->limb[0] < DECIMAL_BASE / 2) {
    return BELOW_HALF;
  }
  return d->limb[0] == DECIMAL_BASE / 2 && d->count == 1 ? HALF : ABOVE_HALF;
}

/* Doubles or halves until the integer part has two limbs, then takes as many bits from the fraction
   as still fit. */
struct binary __binary_of_decimal(struct decimal *d) {
  struct binary b = {0, 0, EXACT};
  while (d->count > 0 && d->point < 2) {
    __decimal_multiply(d, 29);
    b.exponent -= 29;
  }
  while (d->point > 2) {
    __decimal_divide(d, 9);
    b.exponent += 9;
  }
  b.mantissa = take_integer(d);
  while (d->count > 0 && !(b.mantissa & INTEGER_BIT)) {
    int bits = 1;
    while (bits < 29 && !(b.mantissa << bits & INTEGER_BIT)) {
      bits++;
    }
    __decimal_multiply(d, bits);
    b.mantissa = b.mantissa << bits | take_integer(d);
    b.exponent -= bits;
  }
  b.rest = rest_of(d);
  return b;
}

/* Takes the lowest bits away. */
static unsigned long long round_off(struct binary *b, int bits) {
  unsigned long long kept = b->mantissa;
  if (bits > 64) {
    b->rest = BELOW_HALF;
    return 0;
  }
  if (bits > 0) {
    unsigned long long half = 1ULL << (bits - 1);
    unsigned long long below = b->mantissa & (half | (half - 1));
    kept = bits == 64 ? 0 : b->mantissa >> bits;
    if (below < half) {
      b->rest = below || b->rest ? BELOW_HALF : EXACT;
    } else {
      b->rest = below > half || b->rest ? ABOVE_HALF : HALF;
    }
  }
  return kept + (b->rest == ABOVE_HALF || (b->rest == HALF && (kept & 1)));
}

/* The x87 has every value of every format, so the bits are put into a long double. */
static long double compose(unsigned long long mantissa, int exponent) {
  union extended_bits bits;
  if (mantissa == 0) {
    return 0;
  }
  while (!(mantissa & INTEGER_BIT) && exponent > 1 - EXTENDED_BIAS - 63) {
    mantissa <<= 1;
    exponent--;
  }
  bits.bits.mantissa = mantissa;
  bits.bits.sign_exponent = 0;
  if (mantissa & INTEGER_BIT) {
    bits.bits.sign_exponent = (unsigned short)(exponent + 63 + EXTENDED_BIAS);
  }
  return bits.value;
}

static long double infinity(void) {
  union extended_bits bits;
  bits.bits.mantissa = INTEGER_BIT;
  bits.bits.sign_exponent = EXTENDED_MAX_EXPONENT;
  return bits.value;
}

long double __binary_round(struct binary b, const struct binary_format *format) {
  int surplus = 64 - format->precision;
  int top;
  unsigned long long kept;
  if (b.mantissa == 0) {
    return 0;
  }
  for (; !(b.mantissa & INTEGER_BIT); b.mantissa <<= 1) {
    b.exponent--;
  }
  top = b.exponent + 63;
  if (top < format->smallest) {
    surplus += format->smallest - top;
  }
  kept = round_off(&b, surplus);
  b.exponent += surplus;
  if (kept == 0 && surplus == 0) {
    /* The mantissa was all ones and rounded up beyond its 64 bits. */
    kept = INTEGER_BIT;
    b.exponent++;
    top++;
  } else if (surplus > 0 && surplus < 64 && kept >> (64 - surplus)) {
    top++;
  }
  if (top > format->largest) {
    errno = ERANGE;
    return infinity();
  }
  if (top < format->smallest && b.rest != EXACT) {
    errno = ERANGE;
  }
  return compose(kept, b.exponent);
}
