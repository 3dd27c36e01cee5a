/* %e, %f and %g: the exact decimal value, rounded once. */
#include <string.h>

#include "../internal/decimal.h"
#include "../internal/format.h"
#include "../internal/ieee.h"

static int is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }

/* Inf and nan are not padded with zeros. */
static void put_special(struct output *output, struct conversion conversion, const char *prefix,
                        int nan) {
  const char *text = nan ? "nan" : "inf";
  if (is_upper(conversion.letter)) {
    text = nan ? "NAN" : "INF";
  }
  conversion.flags &= ~(unsigned)FLAG_ZERO;
  __put_before(output, &conversion, prefix, 3);
  __put(output, text, 3);
  __put_behind(output, &conversion, prefix, 3);
}

/* The digits from one position down to another. */
static void put_digits(struct output *output, const struct decimal *d, int from, int to) {
  char block[64];
  size_t count = 0;
  int lowest = __decimal_last(d);
  for (; from >= to && from >= lowest; from--) {
    block[count++] = (char)('0' + __decimal_digit(d, from));
    if (count == sizeof block) {
      __put(output, block, count);
      count = 0;
    }
  }
  __put(output, block, count);
  if (from >= to) {
    __put_repeated(output, '0', (long)from - to + 1);
  }
}

static void put_fixed(struct output *output, const struct conversion *conversion,
                      const char *prefix, const struct decimal *d, int places) {
  int first = __decimal_first(d);
  int point = places > 0 || (conversion->flags & FLAG_ALTERNATE);
  long length;
  if (first < 0) {
    first = 0;
  }
  length = first + 1L + point + places;
  __put_before(output, conversion, prefix, length);
  put_digits(output, d, first, 0);
  __put(output, ".", (size_t)point);
  put_digits(output, d, -1, -places);
  __put_behind(output, conversion, prefix, length);
}

/* At least two digits, for long double up to four. */
static size_t exponent_text(char *text, int exponent, int upper) {
  char *end = text;
  int unit = 10;
  *end++ = upper ? 'E' : 'e';
  *end++ = exponent < 0 ? '-' : '+';
  if (exponent < 0) {
    exponent = -exponent;
  }
  while (exponent / unit >= 10) {
    unit *= 10;
  }
  for (; unit > 0; unit /= 10) {
    *end++ = (char)('0' + exponent / unit % 10);
  }
  return (size_t)(end - text);
}

static void put_scientific(struct output *output, const struct conversion *conversion,
                           const char *prefix, const struct decimal *d, int places) {
  char exponent[8];
  int first = __decimal_first(d);
  size_t exponent_length = exponent_text(exponent, first, is_upper(conversion->letter));
  int point = places > 0 || (conversion->flags & FLAG_ALTERNATE);
  long length = 1L + point + places + (long)exponent_length;
  __put_before(output, conversion, prefix, length);
  put_digits(output, d, first, first);
  __put(output, ".", (size_t)point);
  put_digits(output, d, first - 1, first - places);
  __put(output, exponent, exponent_length);
  __put_behind(output, conversion, prefix, length);
}

/* The shorter of the two, without zeros at the end (C11 7.21.6.1, the g conversion). */
static void put_general(struct output *output, const struct conversion *conversion,
                        const char *prefix, struct decimal *d, int precision) {
  int exponent;
  int fixed;
  int places;
  if (precision == 0) {
    precision = 1;
  }
  __decimal_round(d, __decimal_first(d) - precision + 1);
  exponent = __decimal_first(d);
  fixed = exponent >= -4 && exponent < precision;
  places = fixed ? precision - 1 - exponent : precision - 1;
  if (!(conversion->flags & FLAG_ALTERNATE)) {
    int needed = (fixed ? 0 : exponent) - __decimal_last(d);
    if (needed < 0) {
      needed = 0;
    }
    if (places > needed) {
      places = needed;
    }
  }
  if (fixed) {
    put_fixed(output, conversion, prefix, d, places);
  } else {
    put_scientific(output, conversion, prefix, d, places);
  }
}

void __format_floating(struct output *output, struct conversion conversion, long double value) {
  union extended_bits bits = {value};
  int exponent = bits.bits.sign_exponent & 0x7fff;
  const char *prefix = __number_sign(conversion.flags, bits.bits.sign_exponent & 0x8000);
  int precision = conversion.precision < 0 ? 6 : conversion.precision;
  struct decimal d;
  if (exponent == EXTENDED_MAX_EXPONENT) {
    put_special(output, conversion, prefix, bits.bits.mantissa != INTEGER_BIT);
    return;
  }
  __decimal_set(&d, bits.bits.mantissa, (exponent ? exponent : 1) - EXTENDED_BIAS - 63);
  switch (conversion.letter) {
    case 'f':
    case 'F':
      __decimal_round(&d, -precision);
      put_fixed(output, &conversion, prefix, &d, precision);
      break;
    case 'e':
    case 'E':
      __decimal_round(&d, __decimal_first(&d) - precision);
      put_scientific(output, &conversion, prefix, &d, precision);
      break;
    default:
      put_general(output, &conversion, prefix, &d, precision);
      break;
  }
}
