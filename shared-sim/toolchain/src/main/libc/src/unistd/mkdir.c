#include <sys/stat.h>
#include <unistd.h>

#include "../internal/syscall.h"

int mkdir(const char *path, mode_t mode) { return SYSCALL(SYS_mkdir, path, mode); }

int mkdirat(int folder, const char *path, mode_t mode) {
  return SYSCALL(SYS_mkdirat, folder, path, mode);
}

int rmdir(const char *path) { return SYSCALL(SYS_rmdir, path); }
