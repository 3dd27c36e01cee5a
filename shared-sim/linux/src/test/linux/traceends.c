/* Who gets to know of an end, and what the first process of a namespace is spared, under a tracer
   (ptrace(2), clone(2), pid_namespaces(7)). */
#include <sched.h>
#include <stdlib.h>

#include "tracing.h"

static volatile int signal_, code;
static void handler(int number, siginfo_t *info, void *context) {
  signal_ = number;
  code = info->si_code;
}

/* Its parent wants no signal; a tracer that is not the parent gets one. */
static void by_no_signal(void) {
  int child, tracer;
  puts("by no signal");
  child = syscall(SYS_clone, 0, 0, 0, 0, 0);
  if (child == 0) {
    for (;;) pause();
  }
  tracer = fork();
  if (tracer == 0) {
    struct sigaction action = {0};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    TRY(ask(PTRACE_ATTACH, child, 0, 0));
    told(child);
    sigaction(SIGCHLD, &action, NULL);
    kill(child, SIGKILL);
    ask(PTRACE_CONT, child, 0, 0);
    told(child);
    printf("signal %d code %d\n", signal_, code);
    _exit(0);
  }
  told(tracer);
  told(child);
}

/* A number that is no signal's tells nobody; one of a real-time signal tells by that. */
static void by_any_number(void) {
  static const int numbers[] = {1, 64, 65, 199, 200, 255};
  struct sigaction action = {0}, old;
  unsigned i;
  puts("by any number");
  action.sa_sigaction = handler;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    int child;
    if (numbers[i] <= 64) sigaction(numbers[i], &action, &old);
    signal_ = 0;
    child = syscall(SYS_clone, numbers[i], 0, 0, 0, 0);
    if (child == 0) _exit(i);
    told(child);
    printf("%d: signal %d\n", numbers[i], signal_);
    if (numbers[i] <= 64) sigaction(numbers[i], &old, NULL);
  }
}

/* Who traces a child waits for it, though it wants to hear of no child. */
static void unheard(void) {
  int child;
  puts("unheard");
  signal(SIGCHLD, SIG_IGN);
  child = fork();
  if (child == 0) {
    ask(PTRACE_TRACEME, 0, 0, 0);
    _exit(4);
  }
  told(child);
  child = fork();
  if (child == 0) _exit(4);
  told(child);
  signal(SIGCHLD, SIG_DFL);
}

static void first(void) {
  int child, status = 0, i;
  /* Nobody could trace process 1 for having made it. */
  printf("process 1: %s\n", getpid() == 1 ? error(ask(PTRACE_TRACEME, 0, 0, 0)) : "EPERM");
  child = syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0);
  if (child == 0) {
    for (;;) sched_yield();
  }
  TRY(ask(PTRACE_ATTACH, child, 0, 0));
  told(child);
  ask(PTRACE_CONT, child, 0, SIGTERM);
  for (i = 0; i < 500; i++) sched_yield();
  printf("ended %d\n", waitpid(child, &status, WNOHANG | __WALL) == child);
  kill(child, SIGUSR1);
  told(child);
  ask(PTRACE_CONT, child, 0, SIGTSTP);
  for (i = 0; i < 500; i++) sched_yield();
  printf("ended %d\n", waitpid(child, &status, WNOHANG | __WALL) == child);
  kill(child, SIGUSR1);
  told(child);
  TRY(ask(PTRACE_DETACH, child, 0, SIGUSR2));
  for (i = 0; i < 500; i++) sched_yield();
  printf("ended %d\n", waitpid(child, &status, WNOHANG | __WALL) == child);
  kill(child, SIGKILL);
  told(child);
  /* Its own fault ends it. */
  child = syscall(SYS_clone, CLONE_NEWPID | SIGCHLD, 0, 0, 0, 0);
  if (child == 0) *(volatile int *)8 = 1;
  told(child);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  if (geteuid() != 0) {
    puts("not allowed");
    return 0;
  }
  by_no_signal();
  by_any_number();
  unheard();
  first();
  return 0;
}
