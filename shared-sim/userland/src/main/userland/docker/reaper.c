/* docker-init: the first process of a container, which passes signals on and buries orphans. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "settings.h"

static int start(char **command, const sigset_t *before) {
  int pid = fork();
  if (pid == 0) {
    setpgid(0, 0);
    signal(SIGTTOU, SIG_IGN);
    if (isatty(0)) {
      tcsetpgrp(0, getpgrp());
    }
    signal(SIGTTOU, SIG_DFL);
    sigprocmask(SIG_SETMASK, before, NULL);
    execvp(command[0], command);
    fprintf(stderr, "[FATAL tini (%d)] exec %s failed: %s\n", (int)getpid(), command[0],
            strerror(errno));
    _exit(errno == ENOENT ? 127 : 126);
  }
  return pid;
}

/* Whoever has ended by now; whether the child is among them. */
static int bury_ended(int child, int *status) {
  int ended = 0, one, pid;
  while ((pid = waitpid(-1, &one, WNOHANG)) > 0) {
    if (pid == child) {
      ended = 1;
      *status = one;
    }
  }
  return ended;
}

int reaper_main(int count, char **arguments) {
  int at = count > 1 && !strcmp(arguments[1], "--") ? 2 : 1, child, number, status = 0;
  sigset_t all, before;
  if (at >= count) {
    fputs("docker-init: no program is named\n", stderr);
    return 1;
  }
  sigfillset(&all);
  sigdelset(&all, SIGTTIN);
  sigdelset(&all, SIGTTOU);
  sigprocmask(SIG_SETMASK, &all, &before);
  child = start(arguments + at, &before);
  if (child < 0) {
    perror("docker-init: fork");
    return 1;
  }
  for (;;) {
    if (sigwait(&all, &number)) {
      continue;
    }
    if (number != SIGCHLD) {
      kill(child, number);
    } else if (bury_ended(child, &status)) {
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
  }
}
