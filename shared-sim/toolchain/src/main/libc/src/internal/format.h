/* The parts of printf. */
#ifndef INTERNAL_FORMAT_H
#define INTERNAL_FORMAT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

/* Where the characters go: to a file, or into a block as far as it reaches. */
struct output {
  FILE *file;
  char *block;
  size_t size;
  size_t count; /* of the characters so far, also of those that had no room */
  int failed;
};

#define FLAG_LEFT 0x01   /* - */
#define FLAG_PLUS 0x02   /* + */
#define FLAG_SPACE 0x04
#define FLAG_ALTERNATE 0x08 /* # */
#define FLAG_ZERO 0x10
#define FLAG_GROUP 0x20 /* ' has no effect in the C locale */

/* A conversion such as "%-8.3ld". */
struct conversion {
  unsigned flags;
  int width;
  int precision; /* -1 for none */
  int length;    /* the modifier; 'H' for hh and 'q' for ll */
  char letter;
};

int __format(struct output *output, const char *format, va_list list);

void __put(struct output *output, const char *bytes, size_t count);
void __put_repeated(struct output *output, char c, long count);

/* A number whose body has body_length characters, with its prefix (sign, 0x) and its padding: what
   goes before the body is put by the first, what goes behind it by the second. */
void __put_before(struct output *output, const struct conversion *conversion, const char *prefix,
                  long body_length);
void __put_behind(struct output *output, const struct conversion *conversion, const char *prefix,
                  long body_length);

/* "-", "+", " " or nothing. */
const char *__number_sign(unsigned flags, int negative);

void __format_integer(struct output *output, struct conversion conversion,
                      unsigned long long magnitude, int negative);
void __format_floating(struct output *output, struct conversion conversion, long double value);
void __format_hexadecimal(struct output *output, struct conversion conversion, long double value);

#endif
