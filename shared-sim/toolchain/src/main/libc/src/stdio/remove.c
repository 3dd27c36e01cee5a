#include <errno.h>
#include <stdio.h>

#include "../internal/syscall.h"

int remove(const char *path) {
  if (SYSCALL(SYS_unlink, path) == 0) {
    return 0;
  }
  return errno == EISDIR ? SYSCALL(SYS_rmdir, path) : -1;
}
