#include <unistd.h>

#include "../internal/syscall.h"

int dup(int descriptor) { return SYSCALL(SYS_dup, descriptor); }

int dup2(int descriptor, int target) { return SYSCALL(SYS_dup2, descriptor, target); }

int dup3(int descriptor, int target, int flags) {
  return SYSCALL(SYS_dup3, descriptor, target, flags);
}
