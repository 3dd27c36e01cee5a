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

/* Arguments as a format takes them: one after the other, or by their number ("%2$s"). */
struct taken {
  int count, next, most;
  char **arguments;
};

/* A number with a dollar sign behind it, or 0; -1 where that is none that counts. */
static int take_position(const char **format) {
  const char *at = *format;
  int number = 0;
  while (*at >= '0' && *at <= '9' && number < 100000) {
    number = number * 10 + *at++ - '0';
  }
  if (*at != '$' || at == *format) {
    return 0;
  }
  *format = at + 1;
  return number ? number : -1;
}

static const char *take(struct taken *taken, int position, const char *otherwise) {
  int at = position ? position - 1 : taken->next++;
  if (at >= taken->most) {
    taken->most = at + 1;
  }
  return at < taken->count ? taken->arguments[at] : otherwise;
}

static int refuse(const char *begin, const char *end) {
  fprintf(stderr, "printf: %.*s: invalid conversion specification\n", (int)(end - begin), begin);
  failed = 1;
  return 0;
}

/* What is behind a percent sign; 0 where output ends. */
static int print_conversion(const char **format, struct taken *taken) {
  const char *begin = *format, *at = begin + 1;
  int position = take_position(&at);
  char piece[48];
  size_t length = 0;
  piece[length++] = '%';
  while (position >= 0 && *at && strchr("-+ #0123456789.*", *at) && length < 32) {
    if (*at == '*') {
      int width;
      at++;
      width = take_position(&at);
      if (width < 0) {
        return refuse(begin, at);
      }
      length += (size_t)snprintf(piece + length, sizeof piece - length, "%d",
                                 atoi(take(taken, width, "0")));
    } else {
      piece[length++] = *at++;
    }
  }
  if (position < 0) {
    return refuse(begin, at);
  }
  if (!*at || !strchr("diouxXeEfFgGcsb", *at)) {
    return refuse(begin, *at ? at + 1 : at);
  }
  *format = at + 1;
  return convert(piece, length, *at, take(taken, position, ""));
}

/* The format once; returns how many arguments it took, or -1 when output ends. */
static int print_once(const char *format, int count, char **arguments) {
  struct taken taken = {count, 0, 0, arguments};
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
      if (!print_conversion(&format, &taken)) {
        return -1;
      }
    } else {
      putchar(*format++);
    }
  }
  return taken.most;
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
