#include <unistd.h>

#include "../internal/syscall.h"

int symlink(const char *target, const char *path) { return SYSCALL(SYS_symlink, target, path); }

int symlinkat(const char *target, int folder, const char *path) {
  return SYSCALL(SYS_symlinkat, target, folder, path);
}

ssize_t readlink(const char *restrict path, char *restrict target, size_t size) {
  return SYSCALL(SYS_readlink, path, target, size);
}

ssize_t readlinkat(int folder, const char *restrict path, char *restrict target, size_t size) {
  return SYSCALL(SYS_readlinkat, folder, path, target, size);
}
