#include <stddef.h>
#include <sys/wait.h>

#include "../internal/syscall.h"

pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage) {
  return SYSCALL(SYS_wait4, pid, status, options, usage);
}

pid_t wait3(int *status, int options, struct rusage *usage) {
  return wait4(-1, status, options, usage);
}

pid_t waitpid(pid_t pid, int *status, int options) { return wait4(pid, status, options, NULL); }

pid_t wait(int *status) { return waitpid(-1, status, 0); }

int waitid(idtype_t type, id_t id, siginfo_t *info, int options) {
  return SYSCALL(SYS_waitid, type, id, info, options, NULL);
}
