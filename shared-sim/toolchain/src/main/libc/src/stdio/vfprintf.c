#include "../internal/file.h"
#include "../internal/format.h"

/* An unbuffered file has a buffer for as long as one printf lasts, so that its pieces are written
   together. */
static int format_unbuffered(FILE *file, struct output *output, const char *format,
                             va_list list) {
  unsigned char block[512];
  int result;
  file->buffer = block;
  file->size = sizeof block;
  result = __format(output, format, list);
  if (__settle(file) < 0) {
    result = -1;
  }
  file->buffer = NULL;
  file->size = 0;
  return result;
}

int vfprintf(FILE *restrict file, const char *restrict format, va_list list) {
  struct output output = {file, NULL, 0, 0, 0};
  if ((file->flags & FILE_UNBUFFERED) && (file->flags & FILE_WRITABLE)) {
    __settle(file);
    if (file->size == 0) {
      return format_unbuffered(file, &output, format, list);
    }
  }
  return __format(&output, format, list);
}
