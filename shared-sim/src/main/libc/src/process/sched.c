#include <sched.h>

#include "../internal/syscall.h"

int sched_yield(void) { return SYSCALL(SYS_sched_yield); }

int sched_get_priority_max(int policy) { return SYSCALL(SYS_sched_get_priority_max, policy); }

int sched_get_priority_min(int policy) { return SYSCALL(SYS_sched_get_priority_min, policy); }

int sched_getscheduler(pid_t pid) { return SYSCALL(SYS_sched_getscheduler, pid); }

int sched_setscheduler(pid_t pid, int policy, const struct sched_param *parameters) {
  return SYSCALL(SYS_sched_setscheduler, pid, policy, parameters);
}
