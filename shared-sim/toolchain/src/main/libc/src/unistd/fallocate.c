#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../internal/syscall.h"

int fallocate(int descriptor, int mode, off_t offset, off_t length) {
  return SYSCALL(SYS_fallocate, descriptor, mode, offset, length);
}

/* Where a file system cannot do it, a byte is written to every block that has none. */
static int fill(int descriptor, off_t offset, off_t length) {
  struct stat status;
  off_t at;
  if (fstat(descriptor, &status) < 0) {
    return errno;
  }
  if (S_ISFIFO(status.st_mode)) {
    return ESPIPE;
  }
  if (!S_ISREG(status.st_mode)) {
    return ENODEV;
  }
  for (at = offset; at < offset + length; at += 4096) {
    char byte = 0;
    off_t last = at + 4095 < offset + length ? at + 4095 : offset + length - 1;
    if (last < status.st_size && pread(descriptor, &byte, 1, last) < 0) {
      return errno;
    }
    if (pwrite(descriptor, &byte, 1, last) < 0) {
      return errno;
    }
  }
  return 0;
}

/* The error is the result; errno stays as it is. */
int posix_fallocate(int descriptor, off_t offset, off_t length) {
  int before = errno, error;
  long result = __syscall(SYS_fallocate, descriptor, 0, offset, length);
  if (offset < 0 || length <= 0) {
    return EINVAL;
  }
  error = result == -EOPNOTSUPP || result == -ENOSYS ? fill(descriptor, offset, length)
                                                     : (int)-result;
  errno = before;
  return error;
}
