#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>
#include <unistd.h>

#include "../internal/syscall.h"

int fcntl(int descriptor, int command, ...) {
  va_list list;
  long argument;
  va_start(list, command);
  argument = va_arg(list, long);
  va_end(list);
  return SYSCALL(SYS_fcntl64, descriptor, command, argument);
}

int flock(int descriptor, int operation) { return SYSCALL(SYS_flock, descriptor, operation); }

int lockf(int descriptor, int command, off_t length) {
  struct flock lock = {F_WRLCK, SEEK_CUR, 0, length, 0};
  switch (command) {
    case F_ULOCK:
      lock.l_type = F_UNLCK;
      return fcntl(descriptor, F_SETLK, &lock);
    case F_LOCK:
      return fcntl(descriptor, F_SETLKW, &lock);
    case F_TLOCK:
      return fcntl(descriptor, F_SETLK, &lock);
    default:
      if (fcntl(descriptor, F_GETLK, &lock) < 0) {
        return -1;
      }
      return lock.l_type == F_UNLCK ? 0 : -1;
  }
}

/* Advice may be ignored. */
int posix_fadvise(int descriptor, off_t offset, off_t length, int advice) {
  (void)descriptor;
  (void)offset;
  (void)length;
  (void)advice;
  return 0;
}
