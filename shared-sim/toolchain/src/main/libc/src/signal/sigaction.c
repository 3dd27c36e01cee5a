#include <signal.h>
#include <stddef.h>

#include "../internal/naked.h"
#include "../internal/syscall.h"

#define KERNEL_SIGSET 8

/* A handler returns into one of these, which ask the kernel to put the registers back. The frame of
   a handler without SA_SIGINFO begins with the signal's number, and sigreturn wants it gone. */
NAKED static void restore_plain(void) {
  __asm__(
      "popl %eax\n\t"
      "movl $119, %eax\n\t"
      "int $0x80");
}

NAKED static void restore_with_information(void) {
  __asm__(
      "movl $173, %eax\n\t"
      "int $0x80");
}

int sigaction(int number, const struct sigaction *restrict action,
              struct sigaction *restrict old) {
  struct sigaction with_restorer;
  if (action) {
    with_restorer = *action;
    with_restorer.sa_flags |= SA_RESTORER;
    with_restorer.sa_restorer =
        action->sa_flags & SA_SIGINFO ? restore_with_information : restore_plain;
  }
  return SYSCALL(SYS_rt_sigaction, number, action ? &with_restorer : NULL, old, KERNEL_SIGSET);
}

/* As in BSD and glibc the handler stays and system calls are restarted. */
__sighandler_t signal(int number, __sighandler_t handler) {
  struct sigaction action = {{handler}, SA_RESTART, NULL, {{0, 0}}};
  struct sigaction old;
  return sigaction(number, &action, &old) < 0 ? SIG_ERR : old.sa_handler;
}

int siginterrupt(int number, int interrupt) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) < 0) {
    return -1;
  }
  if (interrupt) {
    action.sa_flags &= ~(unsigned long)SA_RESTART;
  } else {
    action.sa_flags |= SA_RESTART;
  }
  return sigaction(number, &action, NULL);
}
