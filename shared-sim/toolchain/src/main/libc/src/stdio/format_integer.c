#include <string.h>

#include "../internal/format.h"

/* Writes the digits before end and returns the first. Below 2^32 the division is a short one. */
static char *digits(unsigned long long value, unsigned base, const char *letters, char *end) {
  unsigned small;
  for (; value >> 32; value /= base) {
    *--end = letters[value % base];
  }
  for (small = (unsigned)value; small; small /= base) {
    *--end = letters[small % base];
  }
  return end;
}

const char *__number_sign(unsigned flags, int negative) {
  if (negative) {
    return "-";
  }
  return flags & FLAG_PLUS ? "+" : flags & FLAG_SPACE ? " " : "";
}

void __format_integer(struct output *output, struct conversion conversion,
                      unsigned long long magnitude, int negative) {
  char block[24];
  char *end = block + sizeof block;
  int upper = conversion.letter == 'X';
  unsigned base = conversion.letter == 'o' ? 8 : conversion.letter == 'x' || upper ? 16 : 10;
  char *first = digits(magnitude, base, upper ? "0123456789ABCDEF" : "0123456789abcdef", end);
  char with_base[4];
  const char *prefix = __number_sign(conversion.flags, negative);
  long length = end - first;
  long zeros;
  if (conversion.precision >= 0) {
    conversion.flags &= ~(unsigned)FLAG_ZERO;
  }
  zeros = (conversion.precision < 0 ? 1 : conversion.precision) - length;
  if (conversion.flags & FLAG_ALTERNATE) {
    if (base == 8 && zeros <= 0) {
      zeros = 1;
    } else if (base == 16 && magnitude) {
      stpcpy(stpcpy(with_base, prefix), upper ? "0X" : "0x");
      prefix = with_base;
    }
  }
  if (zeros < 0) {
    zeros = 0;
  }
  __put_before(output, &conversion, prefix, zeros + length);
  __put_repeated(output, '0', zeros);
  __put(output, first, (size_t)length);
  __put_behind(output, &conversion, prefix, zeros + length);
}
