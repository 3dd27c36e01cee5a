#include <stdio.h>
#include <stdlib.h>

int vasprintf(char **to, const char *restrict format, va_list list) {
  va_list again;
  int length;
  va_copy(again, list);
  length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  *to = length < 0 ? NULL : malloc((size_t)length + 1);
  return *to ? vsprintf(*to, format, list) : -1;
}

int asprintf(char **to, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vasprintf(to, format, list);
  va_end(list);
  return result;
}
