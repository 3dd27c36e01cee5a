#include <sys/statfs.h>

#include "../internal/syscall.h"

int statfs(const char *path, struct statfs *status) {
  return SYSCALL(SYS_statfs64, path, sizeof *status, status);
}

int fstatfs(int descriptor, struct statfs *status) {
  return SYSCALL(SYS_fstatfs64, descriptor, sizeof *status, status);
}
