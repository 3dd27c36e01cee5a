/* A signal with a handler comes while a child of vfork has the memory: the parent still waits. */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int done;
static volatile int ticks;

static void tick(int signal) {
  (void)signal;
  ticks++;
}

int main(void) {
  struct itimerval soon = {{0, 0}, {0, 10000}};
  struct timespec longer = {0, 100000000};
  int status;
  pid_t child;
  signal(SIGALRM, tick);
  setitimer(ITIMER_REAL, &soon, NULL);
  child = vfork();
  if (child == 0) {
    nanosleep(&longer, NULL);
    done = 1;
    _exit(3);
  }
  printf("child was done: %d, ticks: %d\n", done, ticks);
  waitpid(child, &status, 0);
  printf("status: %d\n", WEXITSTATUS(status));
  return 0;
}
