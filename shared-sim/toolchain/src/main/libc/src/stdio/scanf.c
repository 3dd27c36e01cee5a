#include <stdio.h>

int scanf(const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vfscanf(stdin, format, list);
  va_end(list);
  return result;
}

int vscanf(const char *restrict format, va_list list) { return vfscanf(stdin, format, list); }

int fscanf(FILE *restrict file, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vfscanf(file, format, list);
  va_end(list);
  return result;
}
