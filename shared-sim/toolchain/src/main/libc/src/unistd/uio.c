#include <sys/uio.h>

#include "../internal/syscall.h"

ssize_t readv(int descriptor, const struct iovec *vector, int count) {
  return SYSCALL(SYS_readv, descriptor, vector, count);
}

ssize_t writev(int descriptor, const struct iovec *vector, int count) {
  return SYSCALL(SYS_writev, descriptor, vector, count);
}
