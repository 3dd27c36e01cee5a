#include <signal.h>

#include "../internal/syscall.h"

#define KERNEL_SIGSET 8

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old) {
  return SYSCALL(SYS_rt_sigprocmask, how, set, old, KERNEL_SIGSET);
}

int sigpending(sigset_t *set) { return SYSCALL(SYS_rt_sigpending, set, KERNEL_SIGSET); }

int sigsuspend(const sigset_t *mask) { return SYSCALL(SYS_rt_sigsuspend, mask, KERNEL_SIGSET); }

int sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info,
                 const struct timespec *restrict timeout) {
  return SYSCALL(SYS_rt_sigtimedwait, set, info, timeout, KERNEL_SIGSET);
}

int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info) {
  return sigtimedwait(set, info, 0);
}

int sigwait(const sigset_t *restrict set, int *restrict number) {
  int received = sigwaitinfo(set, 0);
  if (received < 0) {
    return -1;
  }
  *number = received;
  return 0;
}

int sigaltstack(const stack_t *restrict stack, stack_t *restrict old) {
  return SYSCALL(SYS_sigaltstack, stack, old);
}
