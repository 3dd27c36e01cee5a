#include "escape.h"

#include <stdio.h>
#include <string.h>

static int digit(char c, int base) {
  int value = c >= '0' && c <= '9'   ? c - '0'
              : c >= 'a' && c <= 'f' ? c - 'a' + 10
              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                     : 99;
  return value < base ? value : -1;
}

static int take_number(const char **at, int base, int most) {
  int value = 0;
  while (most-- > 0 && digit(**at, base) >= 0) {
    value = value * base + digit(*(*at)++, base);
  }
  return value & 255;
}

int take_escape(const char **at, int echo_form) {
  static const char letters[] = "abefnrtv\\";
  static const char values[] = "\a\b\033\f\n\r\t\v\\";
  char c = *(*at)++;
  const char *letter;
  if (!c) {
    --*at;
    return '\\';
  }
  letter = strchr(letters, c);
  if (letter) {
    return values[letter - letters];
  }
  if (c == 'c') {
    return -1;
  }
  if (c == 'x' && digit(**at, 16) >= 0) {
    return take_number(at, 16, 2);
  }
  if (digit(c, 8) >= 0 && (!echo_form || c == '0')) {
    if (!echo_form) {
      --*at;
    }
    return take_number(at, 8, 3);
  }
  --*at;
  return '\\';
}

int print_escaped(const char *text, int echo_form) {
  while (*text) {
    int c = (unsigned char)*text++;
    if (c == '\\') {
      c = take_escape(&text, echo_form);
      if (c < 0) {
        return 0;
      }
    }
    putchar(c);
  }
  return 1;
}
