/* What the kernel's log tells of filters: a line for each call, by its name and what follows. */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void filtered(const char *name, unsigned verdict, unsigned flags) {
  struct sock_filter rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
                                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
                                BPF_STMT(BPF_RET | BPF_K, verdict),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog all = {4, rules};
  if (fork() == 0) {
    prctl(PR_SET_NAME, name);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    signal(SIGSYS, SIG_DFL);
    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &all);
    syscall(SYS_getppid);
    _exit(0);
  }
  wait(NULL);
}

int main(void) {
  static char log[1 << 16];
  char *line, *field, *end;
  int count;
  filtered("plain-name", SECCOMP_RET_KILL_PROCESS, 0);
  filtered("a\" sig=0\nb", SECCOMP_RET_KILL_THREAD, 0);
  filtered("two words", SECCOMP_RET_LOG, 0);
  filtered("\351t\351", SECCOMP_RET_LOG, 0);
  filtered("trap", SECCOMP_RET_TRAP, SECCOMP_FILTER_FLAG_LOG);
  filtered("errno", SECCOMP_RET_ERRNO | 5, SECCOMP_FILTER_FLAG_LOG);
  filtered("trace", SECCOMP_RET_TRACE | 1, SECCOMP_FILTER_FLAG_LOG);
  filtered("silent", SECCOMP_RET_TRACE | 1, 0);
  filtered("silent", SECCOMP_RET_TRAP, 0);
  count = klogctl(3, log, sizeof log - 1);
  log[count < 0 ? 0 : count] = 0;
  for (line = log; (line = strstr(line, "type=1326")); line = end) {
    end = line + strcspn(line, "\n");
    if (*end) *end++ = 0;
    field = strstr(line, " exe=");
    *field = 0;
    printf("%s", strstr(line, "comm="));
    field = strstr(field + 1, " sig=");
    *strstr(field, " arch=") = 0;
    printf("%s %s\n", field, strstr(field + strlen(field) + 1, "code="));
  }
  return 0;
}
