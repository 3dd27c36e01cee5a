/* Every conversion with random flags, widths, precisions and values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static char *build(char *format, const char *modifier, const char *letters) {
  char *end = format;
  *end++ = '%';
  while (random_below(3) == 0) {
    *end++ = "-+ #0"[random_below(5)];
  }
  if (random_below(2)) {
    end += sprintf(end, "%d", 1 + random_below(30));
  }
  if (random_below(2)) {
    end += sprintf(end, ".%d", random_below(25));
  }
  end = stpcpy(end, modifier);
  *end++ = letters[random_below((int)strlen(letters))];
  strcpy(end, "|\n");
  return format;
}

static void integers(void) {
  static const char *const short_modifiers[] = {"", "hh", "h", "l", "z", "t"};
  static const char *const long_modifiers[] = {"ll", "j"};
  char format[40];
  int i;
  for (i = 0; i < 20000; i++) {
    unsigned long long value = random_word() >> random_below(64);
    if (random_below(5) == 0) {
      value = 0;
    }
    printf(build(format, short_modifiers[random_below(6)], "diouxX"), (int)value);
    printf(build(format, long_modifiers[random_below(2)], "diouxX"), value);
  }
}

static void floating(void) {
  char format[40];
  int i;
  for (i = 0; i < 20000; i++) {
    double value = random_below(2) ? random_double() : random_below(1000000) / 1000.0;
    printf(build(format, "", "eEfFgGaA"), value);
    if (i % 20 == 0) {
      printf(build(format, "L", "eEfFgG"), (long double)value * value * value);
    }
  }
}

static void texts(void) {
  static const char *const words[] = {"", "a", "hello", "longer than most", NULL};
  char format[40];
  int i;
  for (i = 0; i < 2000; i++) {
    printf(build(format, "", "s"), words[random_below(5)]);
    printf(build(format, "", "c"), 'a' + random_below(26));
    printf(build(format, "", "p"), (void *)(random_below(3) ? (long)random_word() : 0L));
  }
}

static void special(void) {
  char block[20];
  int count;
  long long long_count;
  printf("%d%n%s%lln\n", 12345, &count, "abc", &long_count);
  printf("%d %lld\n", count, long_count);
  printf("%*d|%-*d|%.*f|%.*f\n", 8, 42, -6, 7, 2, 3.14159, -1, 2.5);
  printf("%%|%5.1f|%m|\n", 2.25);
  printf("%d\n", snprintf(block, sizeof block, "%s", "this is more than fits"));
  printf("%s|%d\n", block, snprintf(NULL, 0, "%030d", 7));
  printf("%ls|%lc|%.3ls\n", L"wide", L'w', L"wide");
  printf("%.0f %.0f %.0f %.0f %.1f %.1f\n", 0.5, 1.5, 2.5, 3.5, 0.25, 0.35);
  printf("%.400f\n", 0x1p-1074);
  printf("%.5000g\n", 1.7976931348623157e308);
  printf("%Lg %.30Le %La %La\n", 1e4000L, 1e-4940L, 1.0L / 3, 100.0L);
}

int main(void) {
  integers();
  floating();
  texts();
  special();
  return 0;
}
