#include <fcntl.h>
#include <unistd.h>

#include "../internal/syscall.h"

int access(const char *path, int mode) { return SYSCALL(SYS_access, path, mode); }

/* faccessat(2) has no flags; newer kernels have a second call with them. With equal real and
   effective users AT_EACCESS changes nothing, so the first one will do. */
int faccessat(int folder, const char *path, int mode, int flags) {
  if (flags & AT_EACCESS) {
    if (getuid() == geteuid() && getgid() == getegid()) {
      flags &= ~AT_EACCESS;
    }
  }
  if (flags) {
    return SYSCALL(SYS_faccessat2, folder, path, mode, flags);
  }
  return SYSCALL(SYS_faccessat, folder, path, mode);
}

int eaccess(const char *path, int mode) { return faccessat(AT_FDCWD, path, mode, AT_EACCESS); }
