/* printf(1): the format is used again while there are arguments. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "escape.h"

static int failed;

static long long number(const char *text) {
  char *end;
  long long value;
  if (*text == '\'' || *text == '"') {
    return (unsigned char)text[1];
  }
  errno = 0;
  value = strtoll(text, &end, 0);
  if (*text && end == text) {
    fprintf(stderr, "printf: '%s': expected a numeric value\n", text);
    failed = 1;
  } else if (*end) {
    fprintf(stderr, "printf: '%s': value not completely converted\n", text);
    failed = 1;
  }
  return value;
}

/* One conversion, whose flags, width and precision are in `format`. */
static int convert(char *format, size_t length, char kind, const char *argument) {
  char full[64];
  if (kind == 's' || kind == 'c') {
    snprintf(full, sizeof full, "%.*ss", (int)length, format);
    if (kind == 'c') {
      char one[2] = {*argument, 0};
      printf(full, one);
    } else {
      printf(full, argument);
    }
  } else if (kind == 'b') {
    return print_escaped(argument, 1);
  } else if (strchr("diouxX", kind)) {
    snprintf(full, sizeof full, "%.*sll%c", (int)length, format, kind);
    printf(full, *argument ? number(argument) : 0LL);
  } else {
    snprintf(full, sizeof full, "%.*s%c", (int)length, format, kind);
    printf(full, strtod(argument, NULL));
  }
  return 1;
}

/* The format once; returns how many arguments it took, or -1 when output ends. */
static int print_once(const char *format, int count, char **arguments) {
  int used = 0;
  while (*format) {
    if (*format == '\\') {
      int c;
      format++;
      c = take_escape(&format, 0);
      if (c < 0) {
        return -1;
      }
      putchar(c);
    } else if (*format == '%' && format[1] == '%') {
      putchar('%');
      format += 2;
    } else if (*format == '%') {
      char piece[48];
      size_t length = 0;
      piece[length++] = *format++;
      while (*format && strchr("-+ #0123456789.*", *format) && length < 32) {
        if (*format == '*') {
          const char *width = used < count ? arguments[used++] : "0";
          length += (size_t)snprintf(piece + length, sizeof piece - length, "%d", atoi(width));
          format++;
        } else {
          piece[length++] = *format++;
        }
      }
      if (!*format || !strchr("diouxXeEfFgGcsb", *format)) {
        fprintf(stderr, "printf: %%%c: invalid conversion specification\n", *format);
        failed = 1;
        return -1;
      }
      if (!convert(piece, length, *format++, used < count ? arguments[used] : "")) {
        return -1;
      }
      used++;
    } else {
      putchar(*format++);
    }
  }
  return used;
}

int printf_main(int count, char **arguments) {
  int next = 2;
  if (count > 1 && strcmp(arguments[1], "--") == 0) {
    arguments++;
    count--;
  }
  if (count < 2) {
    fputs("printf: missing operand\n", stderr);
    return 2;
  }
  failed = 0;
  do {
    int used = print_once(arguments[1], count - next > 0 ? count - next : 0, arguments + next);
    if (used <= 0) {
      break;
    }
    next += used;
  } while (next < count);
  fflush(stdout);
  return failed;
}
