/* The arguments of printf, one after the other or by their number. */
#ifndef INTERNAL_ARGUMENTS_H
#define INTERNAL_ARGUMENTS_H

#include <stdarg.h>

/* What an argument is in memory. */
enum kind { KIND_NONE, KIND_WORD, KIND_LONG, KIND_DOUBLE, KIND_LONG_DOUBLE, KIND_POINTER };

union value {
  long word;
  long long whole;
  double real;
  long double exact;
  void *pointer;
};

enum { MOST_POSITIONS = 64 }; /* as NL_ARGMAX of others, but smaller */

/* Arguments that are taken by their number, as in "%2$s": all of them are read before. */
struct positions {
  unsigned char kinds[MOST_POSITIONS];
  union value values[MOST_POSITIONS];
};

/* The argument list is reached through this, since a va_list may be an array. */
struct arguments {
  va_list list;
  struct positions *positions; /* or NULL */
  int at;                      /* of the next argument among them */
  int notes;                   /* kinds are noted, and nothing is taken */
};

/* The next argument, or the one that arguments->at names. */
long __take_word(struct arguments *arguments);
long long __take_long(struct arguments *arguments);
double __take_double(struct arguments *arguments);
long double __take_long_double(struct arguments *arguments);
void *__take_pointer(struct arguments *arguments);

#endif
