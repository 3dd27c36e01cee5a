#include <errno.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "../internal/syscall.h"

int getrlimit(int resource, struct rlimit *limit) {
  return SYSCALL(SYS_ugetrlimit, resource, limit);
}

int setrlimit(int resource, const struct rlimit *limit) {
  return SYSCALL(SYS_setrlimit, resource, limit);
}

int getrusage(int who, struct rusage *usage) { return SYSCALL(SYS_getrusage, who, usage); }

/* The kernel answers 20 - priority, so that no answer looks like an error. */
int getpriority(int which, id_t who) {
  long result = SYSCALL(SYS_getpriority, which, who);
  return result < 0 ? -1 : 20 - (int)result;
}

int setpriority(int which, id_t who, int priority) {
  return SYSCALL(SYS_setpriority, which, who, priority);
}

int nice(int increment) {
  if (SYSCALL(SYS_nice, increment) < 0) {
    return -1;
  }
  return getpriority(PRIO_PROCESS, 0);
}
