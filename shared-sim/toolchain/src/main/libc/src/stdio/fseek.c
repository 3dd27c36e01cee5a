#include <errno.h>
#include <limits.h>

#include "../internal/file.h"

int fseeko(FILE *file, off_t offset, int whence) {
  /* Settling goes to where the program believes to be, so a relative offset is right as it is. */
  if (__settle(file) < 0 || file->operations->seek(file, offset, whence) < 0) {
    return -1;
  }
  file->flags &= ~(unsigned)FILE_AT_END;
  return 0;
}

int fseek(FILE *file, long offset, int whence) { return fseeko(file, offset, whence); }

off_t ftello(FILE *file) {
  off_t position = file->operations->seek(file, 0, SEEK_CUR);
  if (position < 0) {
    return -1;
  }
  if (file->flags & FILE_WRITING) {
    return position + (off_t)file->position;
  }
  return position - (off_t)(file->filled - file->position) - file->pushed_count;
}

long ftell(FILE *file) {
  off_t position = ftello(file);
  if (position > LONG_MAX) {
    errno = EOVERFLOW;
    return -1;
  }
  return (long)position;
}

void rewind(FILE *file) {
  fseeko(file, 0, SEEK_SET);
  clearerr(file);
}

int fgetpos(FILE *restrict file, fpos_t *restrict position) {
  *position = ftello(file);
  return *position < 0 ? -1 : 0;
}

int fsetpos(FILE *file, const fpos_t *position) { return fseeko(file, *position, SEEK_SET); }
