#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

static int digit_value(char c) {
  if (isdigit((unsigned char)c)) {
    return c - '0';
  }
  return isalpha((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : INT_MAX;
}

/* Base 0 takes the prefixes of C; base 16 allows its own. A prefix without a digit behind it is
   just the digit 0. */
static const char *skip_prefix(const char *text, int *base) {
  int hexadecimal =
      text[0] == '0' && tolower((unsigned char)text[1]) == 'x' && digit_value(text[2]) < 16;
  if ((*base == 0 || *base == 16) && hexadecimal) {
    *base = 16;
    return text + 2;
  }
  if (*base == 0) {
    *base = *text == '0' ? 8 : 10;
  }
  return text;
}

/* The digits' value, at most limit. */
static unsigned long long parse_digits(const char **text, int base, unsigned long long limit,
                                       int *too_large) {
  unsigned long long value = 0;
  unsigned long long largest = limit / (unsigned)base;
  unsigned last = (unsigned)(limit % (unsigned)base);
  int digit;
  for (; (digit = digit_value(**text)) < base; ++*text) {
    if (value > largest || (value == largest && (unsigned)digit > last)) {
      *too_large = 1;
    } else {
      value = value * (unsigned)base + (unsigned)digit;
    }
  }
  return *too_large ? limit : value;
}

/* positive and negative are the largest magnitudes with either sign. */
static unsigned long long parse(const char *text, char **end, int base,
                                unsigned long long positive, unsigned long long negative) {
  const char *digits;
  const char *first;
  int minus;
  int too_large = 0;
  unsigned long long value;
  if (end) {
    *end = (char *)text;
  }
  if (base < 0 || base == 1 || base > 36) {
    errno = EINVAL;
    return 0;
  }
  for (digits = text; isspace((unsigned char)*digits); digits++) {
  }
  minus = *digits == '-';
  if (*digits == '-' || *digits == '+') {
    digits++;
  }
  digits = skip_prefix(digits, &base);
  first = digits;
  value = parse_digits(&digits, base, minus ? negative : positive, &too_large);
  if (end && digits > first) {
    *end = (char *)digits;
  }
  if (too_large) {
    errno = ERANGE;
    /* Without a sign there is one limit for both, and it is the result as it is. */
    return minus && negative != positive ? 0 - value : value;
  }
  return minus ? 0 - value : value;
}

long strtol(const char *restrict text, char **restrict end, int base) {
  return (long)parse(text, end, base, LONG_MAX, (unsigned long long)LONG_MAX + 1);
}

unsigned long strtoul(const char *restrict text, char **restrict end, int base) {
  return (unsigned long)parse(text, end, base, ULONG_MAX, ULONG_MAX);
}

long long strtoll(const char *restrict text, char **restrict end, int base) {
  return (long long)parse(text, end, base, LLONG_MAX, (unsigned long long)LLONG_MAX + 1);
}

unsigned long long strtoull(const char *restrict text, char **restrict end, int base) {
  return parse(text, end, base, ULLONG_MAX, ULLONG_MAX);
}

intmax_t strtoimax(const char *restrict text, char **restrict end, int base) {
  return strtoll(text, end, base);
}

uintmax_t strtoumax(const char *restrict text, char **restrict end, int base) {
  return strtoull(text, end, base);
}
