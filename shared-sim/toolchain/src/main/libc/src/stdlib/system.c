#include <errno.h>
#include <paths.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int wait_for(pid_t pid) {
  int status;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) {
      return -1;
    }
  }
  return status;
}

/* While the command runs, the keyboard's signals are for it. */
int system(const char *command) {
  struct sigaction ignore = {{SIG_IGN}, 0, NULL, {{0, 0}}};
  struct sigaction interrupt;
  struct sigaction quit;
  sigset_t child;
  sigset_t mask;
  pid_t pid;
  int status = -1;
  if (!command) {
    return 1;
  }
  sigaction(SIGINT, &ignore, &interrupt);
  sigaction(SIGQUIT, &ignore, &quit);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, &mask);
  pid = fork();
  if (pid == 0) {
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    execl(_PATH_BSHELL, "sh", "-c", command, (char *)NULL);
    _exit(127);
  }
  if (pid > 0) {
    status = wait_for(pid);
  }
  sigaction(SIGINT, &interrupt, NULL);
  sigaction(SIGQUIT, &quit, NULL);
  sigprocmask(SIG_SETMASK, &mask, NULL);
  return status;
}
