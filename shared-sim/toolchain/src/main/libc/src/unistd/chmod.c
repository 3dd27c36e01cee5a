#include <fcntl.h>
#include <errno.h>
#include <sys/stat.h>

#include "../internal/syscall.h"

int chmod(const char *path, mode_t mode) { return SYSCALL(SYS_chmod, path, mode); }

int fchmod(int descriptor, mode_t mode) { return SYSCALL(SYS_fchmod, descriptor, mode); }

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
  if (flags) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return SYSCALL(SYS_fchmodat, folder, path, mode);
}

mode_t umask(mode_t mask) { return SYSCALL(SYS_umask, mask); }
