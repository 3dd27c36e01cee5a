#include "../internal/arguments.h"

#include <stddef.h>

static union value *position(struct arguments *arguments, enum kind kind) {
  static union value none;
  if (arguments->notes) {
    arguments->positions->kinds[arguments->at] = (unsigned char)kind;
    return &none;
  }
  return &arguments->positions->values[arguments->at];
}

long __take_word(struct arguments *arguments) {
  return arguments->positions ? position(arguments, KIND_WORD)->word
                              : va_arg(arguments->list, long);
}

long long __take_long(struct arguments *arguments) {
  return arguments->positions ? position(arguments, KIND_LONG)->whole
                              : va_arg(arguments->list, long long);
}

double __take_double(struct arguments *arguments) {
  return arguments->positions ? position(arguments, KIND_DOUBLE)->real
                              : va_arg(arguments->list, double);
}

long double __take_long_double(struct arguments *arguments) {
  return arguments->positions ? position(arguments, KIND_LONG_DOUBLE)->exact
                              : va_arg(arguments->list, long double);
}

void *__take_pointer(struct arguments *arguments) {
  return arguments->positions ? position(arguments, KIND_POINTER)->pointer
                              : va_arg(arguments->list, void *);
}
