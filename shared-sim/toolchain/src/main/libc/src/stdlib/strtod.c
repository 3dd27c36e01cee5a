/* Text to floating point, rounded once from the exact value (C11 7.22.1.3). */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#include "../internal/binary.h"
#include "../internal/decimal.h"
#include "../internal/ieee.h"

/* More digits decide nothing in any format; that there are more may. */
#define DIGIT_LIMIT 12000
#define EXPONENT_LIMIT 100000

/* The optional part behind e or p; text stays where it is if there is none. */
static int parse_exponent(const char **text, char letter) {
  const char *digits = *text;
  int minus;
  int value = 0;
  if (tolower((unsigned char)*digits) != letter) {
    return 0;
  }
  digits++;
  minus = *digits == '-';
  if (*digits == '-' || *digits == '+') {
    digits++;
  }
  if (!isdigit((unsigned char)*digits)) {
    return 0;
  }
  for (; isdigit((unsigned char)*digits); digits++) {
    if (value < EXPONENT_LIMIT) {
      value = value * 10 + (*digits - '0');
    }
  }
  *text = digits;
  return minus ? -value : value;
}

/* The digits of a number as they stand in the text, a point among them. */
struct digits {
  const char *first; /* the first that is not zero */
  const char *end;
  int position; /* what the first counts: 10^position or 16^position */
  int any;
};

static struct digits scan_digits(const char *text, int (*is_digit)(int)) {
  struct digits d = {NULL, text, 0, 0};
  int before_point = 0;
  int zeros = 0; /* behind the point, before the first digit */
  int point = 0;
  for (;; text++) {
    if (*text == '.' && !point) {
      point = 1;
      continue;
    }
    if (!is_digit((unsigned char)*text)) {
      break;
    }
    d.any = 1;
    if (!d.first && *text != '0') {
      d.first = text;
    }
    if (!point && d.first) {
      before_point++;
    } else if (point && !d.first) {
      zeros++;
    }
  }
  d.end = text;
  d.position = before_point > 0 ? before_point - 1 : -zeros - 1;
  return d;
}

static int floor_divide(int value, int divisor) {
  return value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);
}

static void read_decimal(struct decimal *d, const struct digits *digits, int position) {
  const char *c;
  int group = floor_divide(position, DECIMAL_BASE_DIGITS);
  int place = position - group * DECIMAL_BASE_DIGITS;
  unsigned limb = 0;
  int taken = 0;
  d->count = 0;
  d->point = group + 1;
  for (c = digits->first; c < digits->end; c++) {
    if (*c == '.') {
      continue;
    }
    if (taken++ < DIGIT_LIMIT) {
      limb = limb * 10 + (unsigned)(*c - '0');
      if (place-- == 0) {
        d->limb[d->count++] = limb;
        limb = 0;
        place = DECIMAL_BASE_DIGITS - 1;
      }
    } else if (*c != '0') {
      limb |= 1;
    }
  }
  for (; place >= 0; place--) {
    limb *= 10;
  }
  d->limb[d->count++] = limb;
  __decimal_trim(d);
}

static struct binary decimal_number(const char **text) {
  struct digits digits = scan_digits(*text, isdigit);
  struct binary b = {0, 0, EXACT};
  struct decimal d;
  int position;
  *text = digits.end;
  position = digits.position + parse_exponent(text, 'e');
  if (!digits.first) {
    return b;
  }
  if (position > 5000 || position < -5000) {
    /* Beyond every format. */
    b.mantissa = INTEGER_BIT;
    b.exponent = position > 0 ? EXPONENT_LIMIT : -EXPONENT_LIMIT;
    return b;
  }
  read_decimal(&d, &digits, position);
  return __binary_of_decimal(&d);
}

static unsigned hexadecimal_value(char c) {
  return isdigit((unsigned char)c) ? (unsigned)(c - '0')
                                   : (unsigned)(tolower((unsigned char)c) - 'a' + 10);
}

static struct binary hexadecimal_number(const char **text) {
  struct digits digits = scan_digits(*text + 2, isxdigit);
  struct binary b = {0, 0, EXACT};
  const char *c;
  int taken = 0;
  *text = digits.end;
  b.exponent = 4 * (digits.position + 1) + parse_exponent(text, 'p');
  if (!digits.first) {
    return b;
  }
  for (c = digits.first; c < digits.end; c++) {
    unsigned digit = hexadecimal_value(*c);
    if (*c == '.') {
      continue;
    }
    if (taken < 16) {
      b.mantissa = b.mantissa << 4 | digit;
      b.exponent -= 4;
    } else if (taken == 16) {
      b.rest = digit == 0 ? EXACT : digit < 8 ? BELOW_HALF : digit == 8 ? HALF : ABOVE_HALF;
    } else if (digit != 0 && (b.rest == EXACT || b.rest == HALF)) {
      b.rest++;
    }
    taken++;
  }
  return b;
}

/* nan may have a word in parentheses behind it. */
static const char *skip_nan_word(const char *text) {
  const char *c = text;
  if (*c != '(') {
    return text;
  }
  for (c++; isalnum((unsigned char)*c) || *c == '_'; c++) {
  }
  return *c == ')' ? c + 1 : text;
}

static int parse_special(const char **text, long double *value) {
  union extended_bits bits;
  bits.bits.sign_exponent = EXTENDED_MAX_EXPONENT;
  bits.bits.mantissa = INTEGER_BIT;
  if (strncasecmp(*text, "inf", 3) == 0) {
    *text += strncasecmp(*text, "infinity", 8) == 0 ? 8 : 3;
  } else if (strncasecmp(*text, "nan", 3) == 0) {
    *text = skip_nan_word(*text + 3);
    bits.bits.mantissa |= INTEGER_BIT >> 1;
  } else {
    return 0;
  }
  *value = bits.value;
  return 1;
}

static int is_hexadecimal(const char *text) {
  if (text[0] != '0' || (text[1] != 'x' && text[1] != 'X')) {
    return 0;
  }
  return isxdigit((unsigned char)text[2]) ||
         (text[2] == '.' && isxdigit((unsigned char)text[3]));
}

static long double parse(const char *text, char **end, const struct binary_format *format) {
  const char *c = text;
  long double value;
  int minus;
  while (isspace((unsigned char)*c)) {
    c++;
  }
  minus = *c == '-';
  if (*c == '-' || *c == '+') {
    c++;
  }
  if (is_hexadecimal(c)) {
    value = __binary_round(hexadecimal_number(&c), format);
  } else if (scan_digits(c, isdigit).any) {
    value = __binary_round(decimal_number(&c), format);
  } else if (!parse_special(&c, &value)) {
    c = text;
    value = 0;
  }
  if (end) {
    *end = (char *)c;
  }
  return minus && c != text ? -value : value;
}

float strtof(const char *restrict text, char **restrict end) {
  static const struct binary_format format = {24, -126, 127};
  return (float)parse(text, end, &format);
}

double strtod(const char *restrict text, char **restrict end) {
  static const struct binary_format format = {53, -1022, 1023};
  return (double)parse(text, end, &format);
}

long double strtold(const char *restrict text, char **restrict end) {
  static const struct binary_format format = {64, -16382, 16383};
  return parse(text, end, &format);
}
