// Timers of POSIX: what they tell, how often, and whom.
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int came, value, code, number;

static void handler(int signal, siginfo_t *info, void *context) {
  came++;
  value = info->si_value.sival_int;
  code = info->si_code;
  number = info->si_timerid;
}

static void say(const char *what, long result) {
  printf("%s %ld %s\n", what, result, result == -1 ? strerror(errno) : "");
}

static int set(int timer, int flags, long nanos, long period) {
  long spec[] = {period / 1000000000, period % 1000000000, nanos / 1000000000, nanos % 1000000000};
  return syscall(SYS_timer_settime, timer, flags, spec, 0);
}

static int create(int clock, struct sigevent *event) {
  int timer = -1;
  int result = syscall(SYS_timer_create, clock, event, &timer);
  return result < 0 ? result : timer;
}

static void nap(void) {
  struct timespec ms = {0, 5000000};
  while (nanosleep(&ms, &ms) < 0) {
  }
}

static sigset_t blocked;

static int take(const char *what, siginfo_t *info) {
  struct timespec none = {0, 0};
  memset(info, 0, sizeof *info);
  int signal = sigtimedwait(&blocked, info, &none);
  printf("%s %s code %d value %d\n", what, signal < 0 ? "none" : signal == SIGUSR1 ? "one" : "other",
         info->si_code, info->si_value.sival_int);
  return signal;
}

/* Signals that wait: one of each timer, beside one of others; and what one of them stands for. */
static void waiting(void) {
  siginfo_t info;
  long spec[4];
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  sigprocmask(SIG_BLOCK, &blocked, 0);
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  event.sigev_value.sival_int = 11;
  int one = create(CLOCK_MONOTONIC, &event);
  event.sigev_value.sival_int = 22;
  int other = create(CLOCK_MONOTONIC, &event);
  set(one, 0, 1000000, 0);
  set(other, 0, 2000000, 0);
  nap();
  nap();
  for (int i = 0; i < 3; i++) take("of two timers", &info);
  kill(getpid(), SIGUSR1);
  set(one, 0, 1000000, 0);
  nap();
  info.si_value.sival_int = 0;
  for (int i = 0; i < 3; i++) {
    struct timespec none = {0, 0};
    int got = sigtimedwait(&blocked, &info, &none);
    printf("beside kill %d code %d\n", got > 0, got > 0 ? info.si_code : 0);
  }
  set(one, 0, 1000000, 0);
  nap();
  kill(getpid(), SIGUSR1);
  take("kill behind it", &info);
  take("kill behind it", &info);
  set(one, 0, 1000000, 1000000);
  nap();
  nap();
  say("overrun while it waits", syscall(SYS_timer_getoverrun, one));
  syscall(SYS_timer_gettime, one, spec);
  printf("rest %d\n", spec[2] == 0 && spec[3] > 0 && spec[3] <= 1000000);
  take("periodic", &info);
  printf("stood for %d, told of %d\n", info.si_overrun > 5,
         syscall(SYS_timer_getoverrun, one) == info.si_overrun);
  nap();
  take("again", &info);
  printf("stood for %d\n", info.si_overrun > 1);
  set(one, 0, 0, 0);
  say("overrun of one that was set", syscall(SYS_timer_getoverrun, one));
  set(one, 0, 1, 1);
  nap();
  syscall(SYS_timer_gettime, one, spec);
  printf("period %ld %ld rest %ld %ld\n", spec[0], spec[1], spec[2], spec[3]);
  take("of a nanosecond", &info);
  printf("stood for %d\n", info.si_overrun > 4000000);
  set(one, 0, 0, 0);
  set(one, TIMER_ABSTIME, 1, 1000000000);
  nap();
  take("of the past", &info);
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  printf("stood for %d\n", info.si_overrun >= now.tv_sec - 1);
  set(one, 0, 0, 0);
  struct sigevent quiet = {.sigev_notify = SIGEV_NONE, .sigev_signo = 9999};
  int third = create(CLOCK_MONOTONIC, &quiet);
  set(third, 0, 1000000, 7000000);
  nap();
  nap();
  syscall(SYS_timer_gettime, third, spec);
  printf("quiet %ld %ld %d\n", spec[0], spec[1], spec[2] == 0 && spec[3] > 0 && spec[3] <= 7000000);
  set(third, 0, 1000000, 0);
  nap();
  syscall(SYS_timer_gettime, third, spec);
  printf("quiet once %ld %ld\n", spec[2], spec[3]);
  event.sigev_notify = 2;
  printf("of a library %d\n", create(CLOCK_MONOTONIC, &event) >= 0);
  say("two faults", syscall(SYS_timer_create, 77, 8, 16));
  signal(SIGUSR1, SIG_IGN);
  set(one, 0, 1000000, 0);
  nap();
  take("ignored and blocked", &info);
  sigprocmask(SIG_UNBLOCK, &blocked, 0);
  set(one, 0, 1000000, 1000000);
  nap();
  syscall(SYS_timer_gettime, one, spec);
  printf("ignored %ld %d\n", spec[1], spec[2] == 0 && spec[3] > 0);
  syscall(SYS_timer_delete, one);
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &action, 0);
}

/* Timers count for the user, whoever's process has them; a new program knows nothing of them. */
static void counted(char *self) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  // as somebody whom nobody else is
  int user = 100000 + getpid();
  setresuid(user, user, user);
  struct rlimit most = {40, 40};
  setrlimit(RLIMIT_SIGPENDING, &most);
  int made = 0;
  for (int i = 0; i < 30; i++) made += create(CLOCK_MONOTONIC, &event) >= 0;
  printf("made %d\n", made > 20);
  fflush(stdout);
  int child = fork();
  if (child == 0) {
    made = 0;
    while (create(CLOCK_MONOTONIC, &event) >= 0) made++;
    printf("left to the child %d %s\n", made <= 10, strerror(errno));
    union sigval value = {.sival_int = 1};
    int queued = 0;
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, 0);
    while (queued < 50 && sigqueue(getpid(), SIGRTMIN + 5, value) == 0) queued++;
    printf("queued %d %s\n", queued, strerror(errno));
    fflush(stdout);
    _exit(0);
  }
  while (waitpid(child, 0, 0) < 0) {
  }
  sigprocmask(SIG_BLOCK, &blocked, 0);
  int timer = create(CLOCK_MONOTONIC, &event);
  set(timer, 0, 1000000, 0);
  nap();
  sigset_t there;
  sigpending(&there);
  printf("before %d\n", sigismember(&there, SIGUSR1));
  fflush(stdout);
  execl("/proc/self/exe", self, "again", (char *)0);
}

int main(int count, char **words) {
  if (count > 1) {
    sigset_t there;
    sigpending(&there);
    printf("in a new program %d\n", sigismember(&there, SIGUSR1));
    return 0;
  }
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGALRM, &action, 0);
  sigaction(SIGUSR1, &action, 0);
  sigaction(SIGRTMIN + 3, &action, 0);
  int first = create(CLOCK_MONOTONIC, 0);
  say("first", first);
  say("once", set(first, 0, 1000000, 0));
  nap();
  printf("%d came, code %d, timer %d, value %d\n", came, code, number, value);
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  event.sigev_value.sival_int = 77;
  int second = create(CLOCK_REALTIME, &event);
  say("second", second);
  came = 0;
  say("often", set(second, 0, 1000000, 1000000));
  while (came < 3) nap();
  say("stopped", set(second, 0, 0, 1000000));
  printf("code %d, timer %d, value %d\n", code, number, value);
  long spec[4] = {9, 9, 9, 9};
  say("asked", syscall(SYS_timer_gettime, second, spec));
  printf("%ld %ld %ld %ld\n", spec[0], spec[1], spec[2], spec[3]);
  set(second, 0, 50000000000, 7000000003);
  syscall(SYS_timer_gettime, second, spec);
  printf("%ld %ld %ld %d\n", spec[0], spec[1], spec[2], spec[3] > 0);
  set(second, 0, 0, 0);
  // of a signal that is blocked one waits, and stands for the others
  sigset_t block;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, 0);
  came = 0;
  set(second, 0, 1000000, 1000000);
  for (int i = 0; i < 3; i++) nap();
  siginfo_t info;
  say("waited", sigwaitinfo(&block, &info));
  printf("overrun %d, value %d\n", info.si_overrun > 5, info.si_value.sival_int);
  int overrun = syscall(SYS_timer_getoverrun, second);
  printf("the same %d\n", overrun >= info.si_overrun);
  set(second, 0, 0, 0);
  struct timespec none = {0, 0};
  sigtimedwait(&block, 0, &none);
  sigprocmask(SIG_UNBLOCK, &block, 0);
  struct sigevent quiet = {.sigev_notify = SIGEV_NONE};
  int third = create(CLOCK_BOOTTIME, &quiet);
  set(third, 0, 1000000, 0);
  nap();
  say("quiet", syscall(SYS_timer_gettime, third, spec));
  printf("%ld %ld\n", spec[2], spec[3]);
  struct sigevent alone = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN + 3};
  alone._sigev_un._tid = getpid();
  int fourth = create(CLOCK_MONOTONIC, &alone);
  came = 0;
  set(fourth, 0, 1000000, 0);
  nap();
  printf("alone %d\n", came);
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  came = 0;
  say("past", set(fourth, TIMER_ABSTIME, 1, 0));
  nap();
  printf("at once %d\n", came);
  alone._sigev_un._tid = 1;
  say("of another", create(CLOCK_MONOTONIC, &alone));
  event.sigev_signo = 99;
  say("bad signal", create(CLOCK_MONOTONIC, &event));
  event.sigev_notify = 9;
  say("bad kind", create(CLOCK_MONOTONIC, &event));
  say("bad clock", create(99, 0));
  say("bad value", set(first, 0, -1, 0));
  say("nobody's", set(99, 0, 1, 0));
  say("no address", syscall(SYS_timer_settime, first, 0, 0, 0));
  say("bad address", syscall(SYS_timer_create, CLOCK_MONOTONIC, 0, 16));
  say("overrun of none", syscall(SYS_timer_getoverrun, 99));
  set(first, 0, 1000000, 0);
  came = 0;
  if (fork() == 0) {
    nap();
    say("of a child", syscall(SYS_timer_gettime, first, spec));
    printf("to a child %d\n", came);
    _exit(0);
  }
  wait(0);
  nap();
  printf("to the parent %d\n", came);
  say("deleted", syscall(SYS_timer_delete, first));
  say("deleted again", syscall(SYS_timer_delete, first));
  waiting();
  counted(words[0]);
  return 1;
}
