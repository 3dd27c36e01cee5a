#include <fcntl.h>

#include "../internal/syscall.h"

ssize_t readahead(int descriptor, off_t offset, size_t count) {
  return SYSCALL(SYS_readahead, descriptor, offset, count);
}
