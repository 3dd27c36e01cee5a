#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "random.h"

static void parse(const char *text, int base) {
  char *end;
  errno = 0;
  printf("%s %d: %ld", text, base, strtol(text, &end, base));
  printf(" %d %d", (int)(end - text), errno);
  errno = 0;
  printf(" %lu %d", strtoul(text, &end, base), errno);
  errno = 0;
  printf(" %lld %d", strtoll(text, &end, base), errno);
  errno = 0;
  printf(" %llu %d", strtoull(text, &end, base), errno);
  errno = 0;
  printf(" %jd %d\n", strtoimax(text, &end, base), errno);
}

int main(void) {
  static const char *const texts[] = {
      "123", "-99999999999", "0x7f", "077", "zz", "99999999999999999999999", "-1", "0x", "0xg",
      "  +12abc", "2147483648", "-2147483649", "-9223372036854775808", "9223372036854775808", "",
      "-", "+-1", "18446744073709551615", "18446744073709551616", "-18446744073709551616",
  };
  static const int bases[] = {0, 2, 8, 10, 16, 36};
  unsigned i;
  unsigned j;
  for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    for (j = 0; j < 6; j++) {
      parse(texts[i], bases[j]);
    }
    printf("%d %ld %lld %g\n", i == 5 ? 0 : atoi(texts[i]), atol(texts[i]), atoll(texts[i]),
           atof(texts[i]));
  }
  for (i = 0; i < 5000; i++) {
    char text[80];
    int base = 2 + random_below(35);
    int length = random_below(24);
    for (j = 0; (int)j < length; j++) {
      text[j] = "0123456789abcdefghijklmnopqrstuvwxyzABCXYZ"[random_below(base)];
    }
    text[length] = 0;
    parse(text, base);
  }
  return 0;
}
