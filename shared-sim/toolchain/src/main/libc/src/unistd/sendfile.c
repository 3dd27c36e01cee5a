#include <fcntl.h>
#include <sys/sendfile.h>

#include "../internal/syscall.h"

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
  return SYSCALL(SYS_sendfile64, to, from, offset, count);
}

ssize_t splice(int from, off_t *from_offset, int to, off_t *to_offset, size_t count,
               unsigned flags) {
  return SYSCALL(SYS_splice, from, from_offset, to, to_offset, count, flags);
}
