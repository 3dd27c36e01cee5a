/* scanf: reads the format and the input side by side (C11 7.21.6.2). */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "../internal/scan.h"

#define MATCHED 1
#define NOT_MATCHED 0
#define INPUT_ENDED (-1)

/* A conversion such as "%*5ld", with the characters of %[ as a table. */
struct conversion {
  int suppressed;
  int allocates;
  int width; /* 0 for none */
  int length;
  char letter;
  unsigned char set[256];
};

int __scan_get(struct input *input) {
  int c;
  if (input->left == 0) {
    return EOF;
  }
  c = getc(input->file);
  if (c != EOF) {
    input->left--;
    input->count++;
  }
  return c;
}

void __scan_unget(struct input *input, int c) {
  if (c != EOF) {
    ungetc(c, input->file);
    input->left++;
    input->count--;
  }
}

static int skip_space(struct input *input) {
  int c;
  input->left = INT_MAX;
  while (isspace(c = __scan_get(input))) {
  }
  __scan_unget(input, c);
  return c;
}

/* A bracket first in the set is a member of it; a hyphen between two is a range. */
static const char *parse_set(const char *format, unsigned char *set) {
  int inverted = *format == '^';
  const char *first;
  int i;
  format += inverted;
  memset(set, inverted, 256);
  for (first = format; *format && (*format != ']' || format == first); format++) {
    int from = (unsigned char)*format;
    int to = from;
    if (format[1] == '-' && format[2] && format[2] != ']') {
      to = (unsigned char)format[2];
      format += 2;
    }
    for (i = from; i <= to; i++) {
      set[i] = !inverted;
    }
  }
  return *format ? format + 1 : format;
}

static const char *parse_length(const char *format, struct conversion *conversion) {
  conversion->length = 0;
  if (!*format || !strchr("hlqjztL", *format)) {
    return format;
  }
  conversion->length = *format++;
  if (*format == conversion->length && (*format == 'h' || *format == 'l')) {
    conversion->length = *format++ == 'h' ? 'H' : 'q';
  }
  return format;
}

static const char *parse_conversion(const char *format, struct conversion *conversion) {
  conversion->suppressed = *format == '*';
  format += conversion->suppressed;
  for (conversion->width = 0; isdigit((unsigned char)*format); format++) {
    conversion->width = conversion->width * 10 + (*format - '0');
  }
  conversion->allocates = *format == 'm';
  format += conversion->allocates;
  format = parse_length(format, conversion);
  conversion->letter = *format ? *format++ : 0;
  if (conversion->letter == '[') {
    format = parse_set(format, conversion->set);
  }
  return format;
}

static void store_integer(const struct conversion *conversion, void *to,
                          unsigned long long value) {
  switch (conversion->length) {
    case 'H':
      *(unsigned char *)to = (unsigned char)value;
      break;
    case 'h':
      *(unsigned short *)to = (unsigned short)value;
      break;
    case 'q':
    case 'j':
    case 'L':
      *(unsigned long long *)to = value;
      break;
    default:
      *(unsigned *)to = (unsigned)value;
      break;
  }
}

/* The value as the type's own strto function gives it, limits included. */
static unsigned long long integer_value(const struct conversion *conversion, const char *text,
                                        int base) {
  int wide = conversion->length && strchr("qjL", conversion->length);
  int is_signed = conversion->letter == 'd' || conversion->letter == 'i';
  if (wide) {
    return is_signed ? (unsigned long long)strtoll(text, NULL, base) : strtoull(text, NULL, base);
  }
  return is_signed ? (unsigned long)strtol(text, NULL, base) : strtoul(text, NULL, base);
}

static int scan_integer(struct input *input, const struct conversion *conversion, int base,
                        void *to) {
  struct number_text number;
  int found;
  __scan_begin(&number);
  found = __scan_integer(input, &number, base);
  if (found && to) {
    store_integer(conversion, to, integer_value(conversion, number.text, base));
  }
  __scan_end(&number);
  return found ? MATCHED : NOT_MATCHED;
}

static int scan_floating(struct input *input, const struct conversion *conversion, void *to) {
  struct number_text number;
  int found;
  __scan_begin(&number);
  found = __scan_floating(input, &number);
  if (found && to) {
    switch (conversion->length) {
      case 'l':
        *(double *)to = strtod(number.text, NULL);
        break;
      case 'L':
        *(long double *)to = strtold(number.text, NULL);
        break;
      default:
        *(float *)to = strtof(number.text, NULL);
        break;
    }
  }
  __scan_end(&number);
  return found ? MATCHED : NOT_MATCHED;
}

static int belongs(const struct conversion *conversion, int c) {
  switch (conversion->letter) {
    case 'c':
      return 1;
    case 's':
      return !isspace(c);
    default:
      return conversion->set[c];
  }
}

/* Characters into the program's block, or into one that grows for %m. */
struct text {
  char *block;
  size_t length;
  size_t capacity; /* 0 for the program's */
  wchar_t *wide;
  mbstate_t state;
};

static void append(struct text *text, int c) {
  char byte = (char)c;
  if (text->wide) {
    if (mbrtowc(text->wide + text->length, &byte, 1, &text->state) <= 1) {
      text->length++;
    }
    return;
  }
  if (text->capacity > 0 && text->length == text->capacity) {
    char *larger = realloc(text->block, text->capacity * 2);
    if (!larger) {
      return;
    }
    text->block = larger;
    text->capacity *= 2;
  }
  if (text->block) {
    text->block[text->length++] = byte;
  }
}

static int scan_text(struct input *input, const struct conversion *conversion, void *to) {
  struct text text = {to, 0, 0, NULL, {0, 0}};
  int count = 0;
  int c;
  if (conversion->allocates && to) {
    text.capacity = 32;
    text.block = malloc(text.capacity);
  } else if (conversion->length == 'l') {
    text.wide = to;
    text.block = NULL;
  }
  while ((c = __scan_get(input)) != EOF && belongs(conversion, c)) {
    append(&text, c);
    count++;
  }
  __scan_unget(input, c);
  if (count == 0) {
    if (text.capacity > 0) {
      free(text.block);
    }
    return NOT_MATCHED;
  }
  if (conversion->letter != 'c') {
    if (text.wide) {
      text.wide[text.length] = 0;
    } else {
      append(&text, 0);
    }
  }
  if (text.capacity > 0) {
    *(char **)to = text.block;
  }
  return MATCHED;
}

static int scan_field(struct input *input, const struct conversion *conversion, void *to) {
  switch (conversion->letter) {
    case 'd':
    case 'u':
      return scan_integer(input, conversion, 10, to);
    case 'i':
      return scan_integer(input, conversion, 0, to);
    case 'o':
      return scan_integer(input, conversion, 8, to);
    case 'x':
    case 'X':
    case 'p':
      return scan_integer(input, conversion, 16, to);
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return scan_floating(input, conversion, to);
    case 'c':
    case 's':
    case '[':
      return scan_text(input, conversion, to);
    default:
      return NOT_MATCHED;
  }
}

static int convert(struct input *input, const struct conversion *conversion, void *to) {
  int skips = conversion->letter != 'c' && conversion->letter != '[';
  int c;
  if (skips) {
    skip_space(input);
  }
  input->left = INT_MAX;
  c = __scan_get(input);
  if (c == EOF) {
    return INPUT_ENDED;
  }
  __scan_unget(input, c);
  if (conversion->width > 0) {
    input->left = conversion->width;
  } else if (conversion->letter == 'c') {
    input->left = 1;
  }
  return scan_field(input, conversion, to);
}

/* A character that must be there as it is. */
static int match(struct input *input, int expected) {
  int c;
  input->left = INT_MAX;
  c = __scan_get(input);
  if (c == expected) {
    return MATCHED;
  }
  __scan_unget(input, c);
  return c == EOF ? INPUT_ENDED : NOT_MATCHED;
}

struct state {
  struct input input;
  int assigned;
  int converted; /* with those whose result is suppressed */
};

/* to is where the result belongs, or null. */
static int convert_to(struct state *state, const struct conversion *conversion, void *to) {
  int result;
  if (conversion->letter == 'n') {
    if (to) {
      store_integer(conversion, to, (unsigned long long)state->input.count);
    }
    return MATCHED;
  }
  result = convert(&state->input, conversion, to);
  if (result == MATCHED) {
    state->converted++;
    state->assigned += to != NULL;
  }
  return result;
}

int vfscanf(FILE *restrict file, const char *restrict format, va_list list) {
  struct state state = {{file, 0, INT_MAX}, 0, 0};
  int result = MATCHED;
  while (*format && result == MATCHED) {
    int c = (unsigned char)*format++;
    if (isspace(c)) {
      skip_space(&state.input);
    } else if (c != '%') {
      result = match(&state.input, c);
    } else if (*format == '%') {
      skip_space(&state.input);
      format++;
      result = match(&state.input, '%');
    } else {
      struct conversion conversion;
      format = parse_conversion(format, &conversion);
      result = convert_to(&state, &conversion, conversion.suppressed ? NULL : va_arg(list, void *));
    }
  }
  return result == INPUT_ENDED && state.converted == 0 ? EOF : state.assigned;
}
