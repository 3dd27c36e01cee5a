#include <unistd.h>

#include "../internal/syscall.h"

ssize_t read(int descriptor, void *block, size_t size) {
  return SYSCALL(SYS_read, descriptor, block, size);
}

ssize_t pread(int descriptor, void *block, size_t size, off_t offset) {
  return SYSCALL(SYS_pread64, descriptor, block, size, offset);
}
