#include <sys/xattr.h>

#include "../internal/syscall.h"

int setxattr(const char *path, const char *name, const void *value, size_t size, int flags) {
  return SYSCALL(SYS_setxattr, path, name, value, size, flags);
}

int lsetxattr(const char *path, const char *name, const void *value, size_t size, int flags) {
  return SYSCALL(SYS_lsetxattr, path, name, value, size, flags);
}

int fsetxattr(int file, const char *name, const void *value, size_t size, int flags) {
  return SYSCALL(SYS_fsetxattr, file, name, value, size, flags);
}

ssize_t getxattr(const char *path, const char *name, void *value, size_t size) {
  return SYSCALL(SYS_getxattr, path, name, value, size);
}

ssize_t lgetxattr(const char *path, const char *name, void *value, size_t size) {
  return SYSCALL(SYS_lgetxattr, path, name, value, size);
}

ssize_t fgetxattr(int file, const char *name, void *value, size_t size) {
  return SYSCALL(SYS_fgetxattr, file, name, value, size);
}

ssize_t listxattr(const char *path, char *list, size_t size) {
  return SYSCALL(SYS_listxattr, path, list, size);
}

ssize_t llistxattr(const char *path, char *list, size_t size) {
  return SYSCALL(SYS_llistxattr, path, list, size);
}

ssize_t flistxattr(int file, char *list, size_t size) {
  return SYSCALL(SYS_flistxattr, file, list, size);
}

int removexattr(const char *path, const char *name) {
  return SYSCALL(SYS_removexattr, path, name);
}

int lremovexattr(const char *path, const char *name) {
  return SYSCALL(SYS_lremovexattr, path, name);
}

int fremovexattr(int file, const char *name) { return SYSCALL(SYS_fremovexattr, file, name); }
