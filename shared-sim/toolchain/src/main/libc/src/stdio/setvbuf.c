#include <stdlib.h>

#include "../internal/file.h"

int setvbuf(FILE *restrict file, char *restrict buffer, int mode, size_t size) {
  __settle(file);
  if (file->flags & FILE_OWN_BUFFER) {
    free(file->buffer);
  }
  file->buffer = NULL;
  file->size = 0;
  file->flags &= ~(unsigned)(FILE_LINE_BUFFERED | FILE_UNBUFFERED | FILE_OWN_BUFFER);
  file->flags |= FILE_MODE_KNOWN;
  if (mode == _IONBF) {
    file->flags |= FILE_UNBUFFERED;
  } else if (mode == _IOLBF) {
    file->flags |= FILE_LINE_BUFFERED;
  }
  if (mode != _IONBF && buffer && size > 0) {
    file->buffer = (unsigned char *)buffer;
    file->size = size;
  }
  return 0;
}

void setbuffer(FILE *restrict file, char *restrict buffer, size_t size) {
  setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, size);
}

void setbuf(FILE *restrict file, char *restrict buffer) { setbuffer(file, buffer, BUFSIZ); }

void setlinebuf(FILE *file) { setvbuf(file, NULL, _IOLBF, 0); }
