#include <stdio.h>

int printf(const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vfprintf(stdout, format, list);
  va_end(list);
  return result;
}

int fprintf(FILE *restrict file, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vfprintf(file, format, list);
  va_end(list);
  return result;
}

int vprintf(const char *restrict format, va_list list) { return vfprintf(stdout, format, list); }
