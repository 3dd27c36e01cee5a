/* Numbers as text, near and far from what the formats have. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static void parse(const char *text) {
  char *end;
  errno = 0;
  printf("%s: %a", text, strtod(text, &end));
  printf(" %d %d", (int)(end - text), errno);
  errno = 0;
  printf(" %a %d", strtof(text, NULL), errno);
  errno = 0;
  printf(" %La %d\n", strtold(text, NULL), errno);
}

static void random_digits(int largest_exponent) {
  char text[200];
  char *end = text;
  int count = 1 + random_below(60);
  int point = random_below(count + 1);
  int i;
  for (i = 0; i < count; i++) {
    if (i == point) {
      *end++ = '.';
    }
    *end++ = (char)('0' + random_below(10));
  }
  sprintf(end, "e%d", random_below(2 * largest_exponent) - largest_exponent);
  parse(text);
}

/* Just at, above and below the middle between two doubles. */
static void halfway(void) {
  char text[1200];
  double value = random_double();
  long double middle;
  if (value != value) {
    return;
  }
  middle = (long double)value * (1 + 0x1p-54L);
  if (middle < 1e30L && middle > 1e-30L) {
    sprintf(text, "%.1100Lf", middle);
    parse(text);
    strcat(text, "1");
    parse(text);
  }
  sprintf(text, "%.17g", value);
  if (strtod(text, NULL) != value) {
    printf("%s does not come back\n", text);
  }
}

int main(void) {
  static const char *const texts[] = {
      "0x1.8p3", "0x.8", "inf", "-nan", "nan(abc)x", "0x", "1e", "1e+", "  +.5e1x", ".", "-", "",
      "0x1p-1080", "0x1.fffffffffffff8p1023", "1e-400", "1e400", "0x1.00000000000008p0",
      "0x1.000000000000081p0", "4.9e-324", "2.4e-324", "2.5e-324", "1.7976931348623159e308",
      "infinity", "infinit", "INF", "0e99999999999", "1e99999999999", "1e-99999999999", "-0",
      "0x0.00000000000000000001p80", "2.2250738585072011e-308", "2.2250738585072014e-308",
  };
  unsigned i;
  for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    parse(texts[i]);
  }
  for (i = 0; i < 10000; i++) {
    random_digits(20);
    random_digits(330);
    halfway();
    if (i % 10 == 0) {
      random_digits(5000);
    }
  }
  return 0;
}
