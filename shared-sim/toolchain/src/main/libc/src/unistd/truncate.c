#include <unistd.h>

#include "../internal/syscall.h"

int truncate(const char *path, off_t length) { return SYSCALL(SYS_truncate64, path, length); }

int ftruncate(int descriptor, off_t length) {
  return SYSCALL(SYS_ftruncate64, descriptor, length);
}
