/* Handlers, masks, restarts, alternate stacks, timers and waiting. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <poll.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void show(const char *what, long result) {
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static volatile int calls;
static volatile int last;

static void note(int signal) {
  calls++;
  last = signal;
}

static void install(int signal, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(signal, &action, NULL);
}

static void informed(int signal, siginfo_t *info, void *context) {
  (void)context;
  printf("info %d code %d own %d value %d\n", signal, info->si_code, info->si_pid == getpid(),
         info->si_code == SI_QUEUE ? info->si_value.sival_int : 0);
}

static void with_doubles(int signal) {
  volatile double x = 1.0;
  int i;
  (void)signal;
  for (i = 0; i < 20; i++) {
    x = x * 1.5 + 0.25;
  }
}

static sigjmp_buf back;
static void jump(int signal) { siglongjmp(back, signal); }

static char other_stack[16384];
static void on_stack(int signal) {
  char here;
  printf("%d on own stack %d\n", signal, &here >= other_stack && &here < other_stack + 16384);
}

static void masks(void) {
  sigset_t set;
  sigset_t waiting;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  calls = 0;
  raise(SIGUSR1);
  raise(SIGUSR1);
  sigpending(&waiting);
  printf("blocked %d pending %d\n", calls, sigismember(&waiting, SIGUSR1));
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  printf("unblocked %d\n", calls);
  sigprocmask(SIG_BLOCK, &set, NULL);
  kill(getpid(), SIGUSR1);
  sigemptyset(&waiting);
  errno = 0;
  show("suspend", sigsuspend(&waiting));
  printf("calls %d\n", calls);
  kill(getpid(), SIGUSR1);
  printf("wait %d\n", sigwaitinfo(&set, NULL));
  {
    struct timespec short_time = {0, 10000000};
    errno = 0;
    printf("timed %d ", sigtimedwait(&set, NULL, &short_time));
    printf("%s\n", strerror(errno));
  }
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static int go[2];

/* Lets the child go on that waits for it. */
static void release(int signal) {
  (void)signal;
  write(go[1], "g", 1);
}

static void interrupted(int flags) {
  struct itimerval timer = {{0, 0}, {0, 20000}};
  int ends[2];
  char c;
  pid_t child;
  long result;
  install(SIGALRM, release, flags);
  pipe(ends);
  pipe(go);
  child = fork();
  if (child == 0) {
    read(go[0], &c, 1);
    if (!flags) {
      _exit(0);
    }
    write(ends[1], "x", 1);
    _exit(0);
  }
  setitimer(ITIMER_REAL, &timer, NULL);
  errno = 0;
  result = read(ends[0], &c, 1);
  printf("read %ld %s\n", result, result < 0 ? strerror(errno) : "");
  while (waitpid(child, NULL, 0) < 0) {
  }
  close(ends[0]);
  close(ends[1]);
  close(go[0]);
  close(go[1]);
}

static void waiting_for_files(void) {
  int ends[2];
  struct pollfd files[2];
  fd_set set;
  struct timeval time = {0, 10000};
  pipe(ends);
  files[0].fd = ends[0];
  files[0].events = POLLIN;
  files[1].fd = ends[1];
  files[1].events = POLLOUT;
  printf("poll %d %d %d\n", poll(files, 2, 0), files[0].revents, files[1].revents);
  printf("poll empty %d\n", poll(files, 1, 10));
  write(ends[1], "x", 1);
  printf("poll full %d %d\n", poll(files, 1, -1), files[0].revents);
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  printf("select %d %d\n", select(ends[0] + 1, &set, NULL, NULL, &time), FD_ISSET(ends[0], &set) != 0);
  close(ends[1]);
  read(ends[0], &set, 1);
  printf("poll hung up %d %d\n", poll(files, 1, 0), files[0].revents);
  files[0].fd = 99;
  printf("poll bad %d %d\n", poll(files, 1, 0), files[0].revents);
  FD_ZERO(&set);
  FD_SET(50, &set);
  errno = 0;
  show("select bad", select(51, &set, NULL, NULL, &time));
}

int main(void) {
  struct sigaction action;
  volatile double kept = 3.25;
  stack_t stack;
  union sigval value;
  install(SIGUSR1, note, 0);
  raise(SIGUSR1);
  printf("raised %d %d\n", calls, last);
  masks();
  interrupted(0);
  interrupted(SA_RESTART);
  memset(&action, 0, sizeof action);
  action.sa_sigaction = informed;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR2, &action, NULL);
  kill(getpid(), SIGUSR2);
  value.sival_int = 42;
  sigqueue(getpid(), SIGUSR2, value);
  install(SIGUSR1, with_doubles, 0);
  kept *= 2;
  raise(SIGUSR1);
  printf("kept %.3f\n", kept + 0.125);
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = other_stack;
  stack.ss_size = sizeof other_stack;
  sigaltstack(&stack, NULL);
  install(SIGUSR1, on_stack, SA_ONSTACK);
  raise(SIGUSR1);
  install(SIGSEGV, jump, 0);
  if (sigsetjmp(back, 1) == 0) {
    *(volatile int *)16 = 1;
  } else {
    printf("back from a fault\n");
  }
  install(SIGUSR1, note, SA_RESETHAND);
  raise(SIGUSR1);
  sigaction(SIGUSR1, NULL, &action);
  printf("reset %d\n", action.sa_handler == SIG_DFL);
  errno = 0;
  show("sigkill", sigaction(SIGKILL, &action, NULL));
  waiting_for_files();
  signal(SIGPIPE, SIG_IGN);
  {
    int ends[2];
    pipe(ends);
    close(ends[0]);
    errno = 0;
    show("pipe", (long)write(ends[1], "x", 1));
  }
  return 0;
}
