#include <stdio.h>
#include <string.h>

#include "../internal/file.h"

static ssize_t read_nothing(FILE *file, void *block, size_t size) {
  (void)file;
  (void)block;
  (void)size;
  return 0;
}

/* The string is the buffer of a file that has no more than that. */
int vsscanf(const char *restrict string, const char *restrict format, va_list list) {
  static const struct file_operations operations = {read_nothing, NULL, NULL, NULL};
  FILE file = {
      .flags = FILE_READABLE | FILE_READING | FILE_MODE_KNOWN,
      .descriptor = -1,
      .buffer = (unsigned char *)string,
      .filled = strlen(string),
      .operations = &operations,
  };
  return vfscanf(&file, format, list);
}

int sscanf(const char *restrict string, const char *restrict format, ...) {
  va_list list;
  int result;
  va_start(list, format);
  result = vsscanf(string, format, list);
  va_end(list);
  return result;
}
