#include <unistd.h>

#include "../internal/syscall.h"

off_t lseek(int descriptor, off_t offset, int whence) {
  off_t result;
  long high = (long)(offset >> 32);
  if (SYSCALL(SYS__llseek, descriptor, high, (long)offset, &result, whence) < 0) {
    return -1;
  }
  return result;
}
