/* Only system calls by number: a program may have an open or a close of its own. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/file.h"
#include "../internal/syscall.h"

unsigned __parse_mode(const char *mode, int *open_flags) {
  int both = strchr(mode, '+') != NULL;
  int flags = both ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY;
  unsigned result = both ? FILE_READABLE | FILE_WRITABLE : FILE_WRITABLE;
  switch (*mode) {
    case 'r':
      if (!both) {
        result = FILE_READABLE;
      }
      break;
    case 'w':
      flags |= O_CREAT | O_TRUNC;
      break;
    case 'a':
      flags |= O_CREAT | O_APPEND;
      break;
    default:
      errno = EINVAL;
      return 0;
  }
  flags |= strchr(mode, 'e') ? O_CLOEXEC : 0;
  flags |= strchr(mode, 'x') ? O_EXCL : 0;
  *open_flags = flags;
  return result;
}

static FILE *file_of(int descriptor, unsigned flags) {
  FILE *file = __new_file(flags, descriptor, &__descriptor_operations);
  if (!file) {
    __syscall(SYS_close, descriptor);
  }
  return file;
}

FILE *fopen(const char *restrict path, const char *restrict mode) {
  int open_flags;
  unsigned flags = __parse_mode(mode, &open_flags);
  int descriptor;
  if (!flags) {
    return NULL;
  }
  descriptor = SYSCALL(SYS_open, path, open_flags | O_LARGEFILE, 0666);
  return descriptor < 0 ? NULL : file_of(descriptor, flags);
}

FILE *fdopen(int descriptor, const char *mode) {
  int open_flags;
  unsigned flags = __parse_mode(mode, &open_flags);
  int now = SYSCALL(SYS_fcntl64, descriptor, F_GETFL);
  if (!flags || now < 0) {
    return NULL;
  }
  if ((open_flags & O_APPEND) && !(now & O_APPEND)) {
    __syscall(SYS_fcntl64, descriptor, F_SETFL, now | O_APPEND);
  }
  if (open_flags & O_CLOEXEC) {
    __syscall(SYS_fcntl64, descriptor, F_SETFD, FD_CLOEXEC);
  }
  return __new_file(flags, descriptor, &__descriptor_operations);
}

static void release_buffer(FILE *file) {
  if (file->flags & FILE_OWN_BUFFER) {
    free(file->buffer);
  }
  file->buffer = NULL;
  file->size = 0;
}

int fclose(FILE *file) {
  int result = __settle(file);
  if (file->operations->close(file) < 0) {
    result = EOF;
  }
  release_buffer(file);
  __forget_file(file);
  if (!(file->flags & FILE_STATIC)) {
    free(file);
  }
  return result;
}

static void set_up_again(FILE *file, unsigned flags) {
  unsigned kept = FILE_STATIC | FILE_MODE_KNOWN | FILE_UNBUFFERED | FILE_OWN_BUFFER;
  file->flags = (file->flags & kept) | flags;
}

/* The new file takes the old one's descriptor, so that a freopened stdout is still descriptor 1. */
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict file) {
  int open_flags;
  unsigned flags = __parse_mode(mode, &open_flags);
  int descriptor;
  __settle(file);
  if (!flags) {
    return NULL;
  }
  if (!path) {
    __syscall(SYS_fcntl64, file->descriptor, F_SETFL, open_flags & ~(O_CREAT | O_EXCL | O_CLOEXEC));
    set_up_again(file, flags);
    return file;
  }
  descriptor = SYSCALL(SYS_open, path, open_flags | O_LARGEFILE, 0666);
  if (descriptor < 0) {
    fclose(file);
    return NULL;
  }
  if (file->descriptor < 0) {
    file->descriptor = descriptor;
  } else if (descriptor != file->descriptor) {
    __syscall(SYS_dup3, descriptor, file->descriptor, open_flags & O_CLOEXEC);
    __syscall(SYS_close, descriptor);
  }
  file->operations = &__descriptor_operations;
  set_up_again(file, flags);
  return file;
}
