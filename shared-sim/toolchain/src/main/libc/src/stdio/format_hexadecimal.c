/* %a: the significand in hexadecimal, the exponent of two in decimal. As in glibc a double has 1
   before the point and a long double four bits. */
#include <string.h>

#include "../internal/format.h"
#include "../internal/ieee.h"

struct hexadecimal {
  unsigned long long mantissa; /* the fraction, its first digit in the highest four bits */
  int leading;                 /* the digit before the point */
  int exponent;
};

static struct hexadecimal split_extended(unsigned long long mantissa, int exponent) {
  struct hexadecimal h = {mantissa << 4, (int)(mantissa >> 60), 0};
  if (mantissa) {
    h.exponent = (exponent ? exponent : 1) - EXTENDED_BIAS - 3;
  }
  return h;
}

static struct hexadecimal split_double(double value) {
  union double_bits bits = {value};
  int exponent = (int)(bits.bits >> 52 & 0x7ff);
  struct hexadecimal h = {bits.bits << 12, exponent ? 1 : 0, 0};
  if (exponent || h.mantissa) {
    h.exponent = (exponent ? exponent : 1) - 1023;
  }
  return h;
}


static void round_to(struct hexadecimal *h, int places) {
  unsigned long long unit;
  unsigned long long rest;
  unsigned long long half;
  if (places >= 16) {
    return;
  }
  if (places == 0) {
    rest = h->mantissa;
    half = INTEGER_BIT;
    h->mantissa = 0;
    if (rest > half || (rest == half && (h->leading & 1))) {
      h->leading++;
    }
    return;
  }
  unit = 1ULL << (64 - 4 * places);
  rest = h->mantissa & (unit - 1);
  half = unit / 2;
  h->mantissa -= rest;
  if (rest > half || (rest == half && (h->mantissa & unit))) {
    h->mantissa += unit;
    if (h->mantissa == 0) {
      h->leading++;
    }
  }
}

static int places_needed(unsigned long long fraction) {
  int places = 0;
  for (; fraction; fraction <<= 4) {
    places++;
  }
  return places;
}

static void put_hexadecimal(struct output *output, const struct conversion *conversion,
                            const char *prefix, struct hexadecimal h, int places) {
  const char *letters = conversion->letter == 'A' ? "0123456789ABCDEF" : "0123456789abcdef";
  char tail[12];
  int tail_length = snprintf(tail, sizeof tail, "%c%+d", conversion->letter == 'A' ? 'P' : 'p',
                             h.exponent);
  int point = places > 0 || (conversion->flags & FLAG_ALTERNATE);
  long length = 1L + point + places + tail_length;
  int i;
  __put_before(output, conversion, prefix, length);
  __put(output, &letters[h.leading], 1);
  __put(output, ".", (size_t)point);
  for (i = 0; i < places && i < 16; i++) {
    __put(output, &letters[h.mantissa >> (60 - 4 * i) & 15], 1);
  }
  __put_repeated(output, '0', (long)places - i);
  __put(output, tail, (size_t)tail_length);
  __put_behind(output, conversion, prefix, length);
}

void __format_hexadecimal(struct output *output, struct conversion conversion, long double value) {
  union extended_bits bits = {value};
  int exponent = bits.bits.sign_exponent & 0x7fff;
  struct hexadecimal h;
  char prefix[4];
  if (exponent == EXTENDED_MAX_EXPONENT) {
    __format_floating(output, conversion, value);
    return;
  }
  strcpy(prefix, __number_sign(conversion.flags, bits.bits.sign_exponent & 0x8000));
  strcat(prefix, conversion.letter == 'A' ? "0X" : "0x");
  h = conversion.length == 'L' ? split_extended(bits.bits.mantissa, exponent)
                               : split_double((double)value);
  if (conversion.precision >= 0) {
    round_to(&h, conversion.precision);
    if (h.leading == 16) {
      h.leading = 8;
      h.exponent++;
    }
  }
  put_hexadecimal(output, &conversion, prefix, h,
                  conversion.precision < 0 ? places_needed(h.mantissa) : conversion.precision);
}
