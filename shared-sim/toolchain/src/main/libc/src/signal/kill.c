#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "../internal/syscall.h"

int kill(pid_t pid, int number) { return SYSCALL(SYS_kill, pid, number); }

int killpg(pid_t group, int number) { return kill(-group, number); }

int sigqueue(pid_t pid, int number, union sigval value) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  info.si_signo = number;
  info.si_code = SI_QUEUE;
  info.si_pid = getpid();
  info.si_uid = getuid();
  info.si_value = value;
  return SYSCALL(SYS_rt_sigqueueinfo, pid, number, &info);
}

int pause(void) { return SYSCALL(SYS_pause); }

unsigned alarm(unsigned seconds) { return __syscall(SYS_alarm, seconds); }
