#include <unistd.h>

#include "../internal/syscall.h"

ssize_t write(int descriptor, const void *block, size_t size) {
  return SYSCALL(SYS_write, descriptor, block, size);
}

ssize_t pwrite(int descriptor, const void *block, size_t size, off_t offset) {
  return SYSCALL(SYS_pwrite64, descriptor, block, size, offset);
}
