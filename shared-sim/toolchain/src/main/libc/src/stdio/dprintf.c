#include <stdio.h>

#include "../internal/file.h"

int vdprintf(int descriptor, const char *restrict format, va_list list) {
  FILE file = {
      .flags = FILE_WRITABLE | FILE_UNBUFFERED | FILE_MODE_KNOWN,
      .descriptor = descriptor,
      .operations = &__descriptor_operations,
  };
  return vfprintf(&file, format, list);
}

int dprintf(int descriptor, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vdprintf(descriptor, format, list);
  va_end(list);
  return result;
}
