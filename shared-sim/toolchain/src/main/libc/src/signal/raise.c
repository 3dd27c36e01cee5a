#include <signal.h>

#include "../internal/syscall.h"

int raise(int number) {
  return SYSCALL(SYS_tgkill, __syscall(SYS_getpid), __syscall(SYS_gettid), number);
}
