/* printf: reads the format and hands each conversion to the part that knows it (C11 7.21.6.1). */
#include "../internal/format.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include "../internal/file.h"

void __put(struct output *output, const char *bytes, size_t count) {
  if (output->file) {
    if (count > 0 && __write_bytes(output->file, bytes, count) < count) {
      output->failed = 1;
    }
  } else if (output->count < output->size) {
    size_t room = output->size - output->count;
    memcpy(output->block + output->count, bytes, count < room ? count : room);
  }
  output->count += count;
}

void __put_repeated(struct output *output, char c, long count) {
  char block[32];
  memset(block, c, sizeof block);
  for (; count > 0; count -= (long)sizeof block) {
    __put(output, block, count < (long)sizeof block ? (size_t)count : sizeof block);
  }
}

void __put_before(struct output *output, const struct conversion *conversion, const char *prefix,
                  long body_length) {
  long padding = conversion->width - body_length - (long)strlen(prefix);
  if (!(conversion->flags & (FLAG_LEFT | FLAG_ZERO))) {
    __put_repeated(output, ' ', padding);
  }
  __put(output, prefix, strlen(prefix));
  if ((conversion->flags & (FLAG_LEFT | FLAG_ZERO)) == FLAG_ZERO) {
    __put_repeated(output, '0', padding);
  }
}

void __put_behind(struct output *output, const struct conversion *conversion, const char *prefix,
                  long body_length) {
  if (conversion->flags & FLAG_LEFT) {
    __put_repeated(output, ' ', conversion->width - body_length - (long)strlen(prefix));
  }
}

static void put_text(struct output *output, struct conversion conversion, const char *text,
                     size_t length) {
  conversion.flags &= ~(unsigned)FLAG_ZERO;
  __put_before(output, &conversion, "", (long)length);
  __put(output, text, length);
  __put_behind(output, &conversion, "", (long)length);
}

static void format_string(struct output *output, struct conversion conversion, const char *text) {
  if (!text) {
    /* As in glibc: not a part of it. */
    text = conversion.precision >= 0 && conversion.precision < 6 ? "" : "(null)";
  }
  put_text(output, conversion, text,
           conversion.precision < 0 ? strlen(text) : strnlen(text, (size_t)conversion.precision));
}

/* How many bytes the characters have that fit into the precision whole; -1 for no character. */
static long wide_length(const wchar_t *text, int precision) {
  char bytes[4];
  long length = 0;
  for (; *text; text++) {
    size_t size = wcrtomb(bytes, *text, NULL);
    if (size == (size_t)-1) {
      return -1;
    }
    if (precision >= 0 && length + (long)size > precision) {
      break;
    }
    length += (long)size;
  }
  return length;
}

static void format_wide_string(struct output *output, struct conversion conversion,
                               const wchar_t *text) {
  long length;
  long done;
  if (!text) {
    format_string(output, conversion, NULL);
    return;
  }
  length = wide_length(text, conversion.precision);
  if (length < 0) {
    output->failed = 1;
    return;
  }
  conversion.flags &= ~(unsigned)FLAG_ZERO;
  __put_before(output, &conversion, "", length);
  for (done = 0; done < length; text++) {
    char bytes[4];
    size_t size = wcrtomb(bytes, *text, NULL);
    __put(output, bytes, size);
    done += (long)size;
  }
  __put_behind(output, &conversion, "", length);
}

static void format_character(struct output *output, struct conversion conversion, int c) {
  char bytes[4];
  size_t size = 1;
  bytes[0] = (char)c;
  if (conversion.length == 'l' || conversion.letter == 'C') {
    size = wcrtomb(bytes, c, NULL);
    if (size == (size_t)-1) {
      output->failed = 1;
      return;
    }
  }
  put_text(output, conversion, bytes, size);
}

static void format_pointer(struct output *output, struct conversion conversion, void *pointer) {
  if (!pointer) {
    put_text(output, conversion, "(nil)", 5);
    return;
  }
  conversion.letter = 'x';
  conversion.flags |= FLAG_ALTERNATE;
  __format_integer(output, conversion, (uintptr_t)pointer, 0);
}

static void store_count(int length, void *pointer, size_t count) {
  switch (length) {
    case 'H':
      *(signed char *)pointer = (signed char)count;
      break;
    case 'h':
      *(short *)pointer = (short)count;
      break;
    case 'q':
    case 'j':
      *(long long *)pointer = (long long)count;
      break;
    default:
      *(int *)pointer = (int)count;
      break;
  }
}

static const char *parse_flags(const char *format, struct conversion *conversion) {
  static const char letters[] = "-+ #0'";
  const char *found;
  conversion->flags = 0;
  while (*format && (found = strchr(letters, *format))) {
    conversion->flags |= 1u << (found - letters);
    format++;
  }
  return format;
}

static const char *parse_number(const char *format, int *number) {
  int value = 0;
  while (*format >= '0' && *format <= '9') {
    int digit = *format++ - '0';
    value = value > (INT_MAX - digit) / 10 ? INT_MAX : value * 10 + digit;
  }
  *number = value;
  return format;
}

static const char *parse_length(const char *format, struct conversion *conversion) {
  conversion->length = 0;
  if (!*format || !strchr("hlqjztLZ", *format)) {
    return format;
  }
  conversion->length = *format++;
  if (*format == conversion->length && (*format == 'h' || *format == 'l')) {
    conversion->length = *format++ == 'h' ? 'H' : 'q';
  }
  return format;
}

/* The argument list is reached through this, since a va_list may be an array. */
struct arguments {
  va_list list;
};

static const char *parse_conversion(const char *format, struct conversion *conversion,
                                    struct arguments *arguments) {
  format = parse_flags(format, conversion);
  conversion->width = 0;
  conversion->precision = -1;
  if (*format == '*') {
    format++;
    conversion->width = va_arg(arguments->list, int);
    if (conversion->width < 0) {
      conversion->flags |= FLAG_LEFT;
      conversion->width = -conversion->width;
    }
  } else {
    format = parse_number(format, &conversion->width);
  }
  if (*format == '.') {
    format++;
    if (*format == '*') {
      format++;
      conversion->precision = va_arg(arguments->list, int);
    } else {
      format = parse_number(format, &conversion->precision);
    }
  }
  format = parse_length(format, conversion);
  conversion->letter = *format;
  return *format ? format + 1 : format;
}

static long long signed_argument(struct arguments *arguments, int length) {
  switch (length) {
    case 'H':
      return (signed char)va_arg(arguments->list, int);
    case 'h':
      return (short)va_arg(arguments->list, int);
    case 'q':
    case 'j':
    case 'L':
      return va_arg(arguments->list, long long);
    default:
      return va_arg(arguments->list, long);
  }
}

static unsigned long long unsigned_argument(struct arguments *arguments, int length) {
  unsigned long long value = (unsigned long long)signed_argument(arguments, length);
  switch (length) {
    case 'H':
      return (unsigned char)value;
    case 'h':
      return (unsigned short)value;
    case 'q':
    case 'j':
    case 'L':
      return value;
    default:
      return (unsigned)value;
  }
}

static long double floating_argument(struct arguments *arguments, int length) {
  return length == 'L' ? va_arg(arguments->list, long double) : va_arg(arguments->list, double);
}

static void format_signed(struct output *output, struct conversion conversion, long long value) {
  unsigned long long magnitude = (unsigned long long)value;
  __format_integer(output, conversion, value < 0 ? 0 - magnitude : magnitude, value < 0);
}

/* What no letter is converted by is printed as it stands. */
static void put_unknown(struct output *output, const char *begin, const char *end) {
  __put(output, begin, (size_t)(end - begin));
}

static int format_text(struct output *output, struct conversion conversion,
                       struct arguments *arguments, int error) {
  switch (conversion.letter) {
    case '%':
      __put(output, "%", 1);
      return 1;
    case 'c':
    case 'C':
      format_character(output, conversion, va_arg(arguments->list, int));
      return 1;
    case 's':
    case 'S':
      if (conversion.length == 'l' || conversion.letter == 'S') {
        format_wide_string(output, conversion, va_arg(arguments->list, wchar_t *));
      } else {
        format_string(output, conversion, va_arg(arguments->list, char *));
      }
      return 1;
    case 'm':
      format_string(output, conversion, strerror(error));
      return 1;
    case 'p':
      format_pointer(output, conversion, va_arg(arguments->list, void *));
      return 1;
    case 'n':
      store_count(conversion.length, va_arg(arguments->list, void *), output->count);
      return 1;
    default:
      return 0;
  }
}

static int format_number(struct output *output, struct conversion conversion,
                         struct arguments *arguments) {
  switch (conversion.letter) {
    case 'd':
    case 'i':
      format_signed(output, conversion, signed_argument(arguments, conversion.length));
      return 1;
    case 'o':
    case 'u':
    case 'x':
    case 'X':
      conversion.flags &= ~(unsigned)(FLAG_PLUS | FLAG_SPACE);
      __format_integer(output, conversion, unsigned_argument(arguments, conversion.length), 0);
      return 1;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      __format_floating(output, conversion, floating_argument(arguments, conversion.length));
      return 1;
    case 'a':
    case 'A':
      __format_hexadecimal(output, conversion, floating_argument(arguments, conversion.length));
      return 1;
    default:
      return 0;
  }
}

int __format(struct output *output, const char *format, va_list list) {
  struct arguments arguments;
  int error = errno;
  va_copy(arguments.list, list);
  while (*format) {
    struct conversion conversion;
    const char *begin = format;
    format = strchrnul(format, '%');
    __put(output, begin, (size_t)(format - begin));
    if (!*format) {
      break;
    }
    begin = format;
    format = parse_conversion(format + 1, &conversion, &arguments);
    if (!format_text(output, conversion, &arguments, error) &&
        !format_number(output, conversion, &arguments)) {
      put_unknown(output, begin, format);
    }
  }
  va_end(arguments.list);
  if (output->count > INT_MAX) {
    errno = EOVERFLOW;
    return -1;
  }
  return output->failed ? -1 : (int)output->count;
}
