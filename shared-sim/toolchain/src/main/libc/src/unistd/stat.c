#include <fcntl.h>
#include <sys/stat.h>

#include "../internal/syscall.h"

int stat(const char *restrict path, struct stat *restrict status) {
  return SYSCALL(SYS_stat64, path, status);
}

int lstat(const char *restrict path, struct stat *restrict status) {
  return SYSCALL(SYS_lstat64, path, status);
}

int fstat(int descriptor, struct stat *status) { return SYSCALL(SYS_fstat64, descriptor, status); }

int fstatat(int folder, const char *restrict path, struct stat *restrict status, int flags) {
  return SYSCALL(SYS_fstatat64, folder, path, status, flags);
}
