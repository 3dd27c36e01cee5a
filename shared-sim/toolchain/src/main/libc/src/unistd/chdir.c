#include <unistd.h>

#include "../internal/syscall.h"

int chdir(const char *path) { return SYSCALL(SYS_chdir, path); }

int fchdir(int descriptor) { return SYSCALL(SYS_fchdir, descriptor); }

int chroot(const char *path) { return SYSCALL(SYS_chroot, path); }

int pivot_root(const char *new_root, const char *put_old) {
  return SYSCALL(SYS_pivot_root, new_root, put_old);
}
