#include <limits.h>
#include <stdio.h>

#include "../internal/format.h"

int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list list) {
  struct output output = {NULL, to, size > 0 ? size - 1 : 0, 0, 0};
  int result = __format(&output, format, list);
  if (size > 0) {
    to[output.count < size ? output.count : size - 1] = 0;
  }
  return result;
}

int vsprintf(char *restrict to, const char *restrict format, va_list list) {
  return vsnprintf(to, INT_MAX, format, list);
}

int snprintf(char *restrict to, size_t size, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vsnprintf(to, size, format, list);
  va_end(list);
  return result;
}

int sprintf(char *restrict to, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vsprintf(to, format, list);
  va_end(list);
  return result;
}
