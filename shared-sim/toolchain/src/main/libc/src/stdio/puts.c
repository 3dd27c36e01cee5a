#include "../internal/file.h"

int puts(const char *string) {
  return fputs(string, stdout) < 0 || fputc('\n', stdout) < 0 ? EOF : 1;
}
