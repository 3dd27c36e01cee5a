#include <sched.h>
#include <string.h>

#include "../internal/syscall.h"

int sched_yield(void) { return SYSCALL(SYS_sched_yield); }

int sched_get_priority_max(int policy) { return SYSCALL(SYS_sched_get_priority_max, policy); }

int sched_get_priority_min(int policy) { return SYSCALL(SYS_sched_get_priority_min, policy); }

int sched_getscheduler(pid_t pid) { return SYSCALL(SYS_sched_getscheduler, pid); }

int sched_setscheduler(pid_t pid, int policy, const struct sched_param *parameters) {
  return SYSCALL(SYS_sched_setscheduler, pid, policy, parameters);
}

int sched_getparam(pid_t pid, struct sched_param *parameters) {
  return SYSCALL(SYS_sched_getparam, pid, parameters);
}

int sched_setparam(pid_t pid, const struct sched_param *parameters) {
  return SYSCALL(SYS_sched_setparam, pid, parameters);
}

int sched_rr_get_interval(pid_t pid, struct timespec *interval) {
  return SYSCALL(SYS_sched_rr_get_interval, pid, interval);
}

int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set) {
  return SYSCALL(SYS_sched_setaffinity, pid, size, set);
}

/* The kernel says how many bytes it has written; the rest of the set is empty. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set) {
  long written = SYSCALL(SYS_sched_getaffinity, pid, size, set);
  if (written < 0) {
    return -1;
  }
  memset((char *)set + written, 0, size - (size_t)written);
  return 0;
}

int __sched_cpucount(size_t size, const cpu_set_t *set) {
  int count = 0;
  size_t i;
  for (i = 0; i < size / sizeof set->__bits[0]; i++) {
    count += __builtin_popcountl(set->__bits[i]);
  }
  return count;
}
