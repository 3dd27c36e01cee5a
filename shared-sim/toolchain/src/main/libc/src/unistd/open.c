#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "../internal/syscall.h"

static mode_t mode_argument(int flags, va_list list) {
  int creates = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
  return creates ? va_arg(list, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list list;
  mode_t mode;
  va_start(list, flags);
  mode = mode_argument(flags, list);
  va_end(list);
  return SYSCALL(SYS_open, path, flags | O_LARGEFILE, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list list;
  mode_t mode;
  va_start(list, flags);
  mode = mode_argument(flags, list);
  va_end(list);
  return SYSCALL(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
}

int creat(const char *path, mode_t mode) { return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

int close(int descriptor) { return SYSCALL(SYS_close, descriptor); }
