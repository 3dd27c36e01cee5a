#include <string.h>

#include "../internal/file.h"

int fputs(const char *restrict string, FILE *restrict file) {
  size_t length = strlen(string);
  return __write_bytes(file, string, length) == length ? 1 : EOF;
}
