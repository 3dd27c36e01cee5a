/* How many real-time signals wait: RLIMIT_SIGPENDING bounds those of sigqueue(3). */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static void queue_until_refused(int signal) {
  union sigval value;
  int queued = 0;
  value.sival_int = 0;
  while (queued < 1000 && sigqueue(getpid(), signal, value) == 0) {
    queued++;
    value.sival_int = queued;
  }
  printf("%s after %d\n", queued < 1000 ? strerror(errno) : "no end", queued);
}

static void drain(const sigset_t *set) {
  struct timespec none = {0, 0};
  siginfo_t info;
  int taken = 0, sum = 0;
  while (sigtimedwait(set, &info, &none) > 0) {
    taken++;
    sum += info.si_code == SI_QUEUE ? info.si_value.sival_int : 1000;
  }
  printf("taken %d, sum %d\n", taken, sum);
}

int main(void) {
  struct rlimit limit = {7, 7};
  sigset_t set;
  if (setuid(61234) != 0) { /* The bound is one for all processes of a user: be one of nobody. */
    puts("not allowed");
    return 0;
  }
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 3);
  sigaddset(&set, SIGRTMIN + 4);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  printf("limit %d\n", setrlimit(RLIMIT_SIGPENDING, &limit));
  queue_until_refused(SIGRTMIN + 3);
  queue_until_refused(SIGRTMIN + 4);
  printf("kill %d\n", kill(getpid(), SIGUSR1));
  drain(&set);
  queue_until_refused(SIGRTMIN + 4);
  drain(&set);
  return 0;
}
