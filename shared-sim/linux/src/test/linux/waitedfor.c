/* Signals that are waited for come although nobody handles them and they are ignored by default. */
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int wait_for_child(const sigset_t *set) {
  int number = 0;
  if (fork() == 0) {
    usleep(20000);
    _exit(0);
  }
  sigwait(set, &number);
  return number == SIGCHLD;
}

int main(void) {
  sigset_t set;
  struct timespec soon = {0, 70000000};
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGWINCH);
  sigprocmask(SIG_BLOCK, &set, NULL);
  printf("default %d\n", wait_for_child(&set));
  printf("buried %d\n", waitpid(-1, NULL, WNOHANG) > 0);
  signal(SIGWINCH, SIG_IGN);
  if (fork() == 0) {
    usleep(20000);
    kill(getppid(), SIGWINCH);
    usleep(100000);
    _exit(0);
  }
  printf("ignored %d\n", sigtimedwait(&set, NULL, &soon) == SIGWINCH);
  wait(NULL);
  sigtimedwait(&set, NULL, &soon);
  printf("none %d\n", sigtimedwait(&set, NULL, &soon));
  return 0;
}
