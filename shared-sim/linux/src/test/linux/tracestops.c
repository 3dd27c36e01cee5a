/* What becomes of a stop when its tracer lets go, dies, gives a signal or kills (ptrace(2)). */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/prctl.h>

#include "tracing.h"

enum { EAX = 6, ORIG_EAX = 11 };

static long word(int child, int at) {
  long value = 0;
  ask(PTRACE_PEEKUSER, child, 4 * at, (long)&value);
  return value;
}

static void stand(void) { raw(SYS_kill, raw(SYS_getpid, 0, 0, 0), SIGSTOP, 0); }

/* A child that begins by standing still. */
static int start(void) {
  int child = fork();
  if (child == 0) {
    ask(PTRACE_TRACEME, 0, 0, 0);
    stand();
  }
  return child;
}

/* The child of a child, behind the event that tells of it. */
static int fresh_one(int child) {
  unsigned long number = 0;
  ask(PTRACE_GETEVENTMSG, child, 0, (long)&number);
  return number;
}

static void sweep(int child, int fresh) {
  kill(child, SIGKILL);
  kill(fresh, SIGKILL);
  while (waitpid(-1, NULL, __WALL) > 0);
}

/* Until it stands before a call. */
static void until(int child, int number) {
  int status;
  do {
    ask(PTRACE_SYSCALL, child, 0, 0);
    waitpid(child, &status, __WALL);
  } while (WIFSTOPPED(status) && word(child, ORIG_EAX) != number);
}

static void refuse(unsigned number, unsigned verdict) {
  struct sock_filter rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
                                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
                                BPF_STMT(BPF_RET | BPF_K, verdict),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog all = {4, rules};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all);
}

/* Who asks for a call that its filter refuses, and tells what it got. */
static void refused(void) {
  refuse(SYS_getppid, SECCOMP_RET_ERRNO | 33);
  stand();
  printf("got %ld\n", raw(SYS_getppid, 0, 0, 0));
  _exit(0);
}

/* A call at which it stood is still asked about, whoever traces it by then. */
static void let_go_before_a_call(void) {
  int child, tracer, ends[2];
  char byte;
  puts("let go before a call");
  child = start();
  if (child == 0) refused();
  told(child);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  until(child, SYS_getppid);
  ask(PTRACE_DETACH, child, 0, 0);
  told(child);
  /* The tracer dies. */
  pipe(ends);
  tracer = fork();
  if (tracer == 0) {
    child = start();
    if (child == 0) refused();
    waitpid(child, NULL, __WALL);
    ask(PTRACE_CONT, child, 0, 0), told(child);
    until(child, SYS_getppid);
    _exit(0);
  }
  close(ends[1]);
  read(ends[0], &byte, 1);
  close(ends[0]);
  told(tracer);
}

/* The call is made once. */
static void let_go_behind_a_fork(int options) {
  int child, fresh, status;
  printf("let go behind a fork, options %x\n", options);
  child = start();
  if (child == 0) {
    int grandchild = raw(SYS_fork, 0, 0, 0);
    if (grandchild == 0) _exit(0);
    _exit(waitpid(-1, NULL, 0) == grandchild && waitpid(-1, NULL, 0) < 0 ? 5 : 6);
  }
  told(child);
  ask(PTRACE_SETOPTIONS, child, 0, options);
  do {
    ask(PTRACE_SYSCALL, child, 0, 0);
    waitpid(child, &status, __WALL);
  } while (status >> 16 == 0);
  printf("stop %x\n", (unsigned)status >> 8);
  fresh = fresh_one(child);
  told(fresh);
  TRY(ask(PTRACE_DETACH, fresh, 0, 0));
  TRY(ask(PTRACE_DETACH, child, 0, 0));
  told(child);
}

/* Whoever asks for it behind the event sees the end of the call. */
static void to_the_end_of_a_call(void) {
  int child, fresh;
  puts("to the end of a call");
  child = start();
  if (child == 0) {
    if (raw(SYS_fork, 0, 0, 0) == 0) _exit(0);
    raw(SYS_getppid, 0, 0, 0);
    _exit(0);
  }
  told(child);
  ask(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  fresh = fresh_one(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child);
  printf("call %ld, a number %d\n", word(child, ORIG_EAX), word(child, EAX) > 0);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child);
  sweep(child, fresh);
}

static void killed_before_a_stop(void) {
  int child, i;
  puts("killed before a stop");
  child = start();
  if (child == 0) {
    raw(SYS_pause, 0, 0, 0);
    _exit(0);
  }
  told(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child);
  ask(PTRACE_SYSCALL, child, 0, 0);
  for (i = 0; i < 50; i++) sched_yield();
  kill(child, SIGKILL);
  told(child);
  child = start();
  if (child == 0) {
    for (;;) sched_yield();
  }
  told(child);
  kill(child, SIGINT);
  kill(child, SIGKILL);
  told(child);
  /* Nothing is told of a stop that is over. */
  child = start();
  if (child == 0) _exit(0);
  usleep(20000);
  kill(child, SIGKILL);
  told(child);
}

static volatile int handled;
static void handler(int number) { handled = number; }

static void given(void) {
  siginfo_t info;
  int child;
  puts("signals given");
  child = start();
  /* One that is blocked waits. */
  if (child == 0) {
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    signal(SIGUSR1, handler);
    stand();
    printf("unhurt, handled %d\n", handled);
    sigpending(&blocked);
    printf("waits %d\n", sigismember(&blocked, SIGUSR1));
    _exit(3);
  }
  told(child);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  ask(PTRACE_CONT, child, 0, SIGUSR1), told(child);
  /* One that is given at a call is the kernel's. */
  child = start();
  if (child == 0) {
    raw(SYS_getppid, 0, 0, 0);
    _exit(0);
  }
  told(child);
  until(child, SYS_getppid);
  ask(PTRACE_SYSCALL, child, 0, SIGUSR1), told(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child);
  memset(&info, 0, sizeof info);
  ask(PTRACE_GETSIGINFO, child, 0, (long)&info);
  printf("signal %d code %d sender %d\n", info.si_signo, info.si_code, info.si_pid);
  kill(child, SIGKILL);
  told(child);
}

static void statuses(void) {
  siginfo_t info;
  int child, fresh;
  puts("statuses");
  child = start();
  if (child == 0) {
    if (raw(SYS_fork, 0, 0, 0) == 0) _exit(0);
    _exit(0);
  }
  told(child);
  ask(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK);
  ask(PTRACE_SYSCALL, child, 0, 0);
  memset(&info, 0, sizeof info);
  waitid(P_PID, child, &info, WEXITED);
  printf("code %d status %x\n", info.si_code, info.si_status);
  do {
    ask(PTRACE_CONT, child, 0, 0);
    waitid(P_PID, child, &info, WSTOPPED | WEXITED);
  } while (info.si_code == CLD_TRAPPED && info.si_status < 0x100);
  printf("code %d status %x\n", info.si_code, info.si_status);
  fresh = fresh_one(child);
  sweep(child, fresh);
}

/* A filter kills at once, and answers a call that was taken away, too. */
static void filtered(void) {
  int child;
  puts("filtered");
  child = start();
  if (child == 0) {
    refuse(SYS_getppid, SECCOMP_RET_KILL_PROCESS);
    stand();
    raw(SYS_getppid, 0, 0, 0);
    puts("not here");
    _exit(7);
  }
  told(child);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  /* Its call ends all the same, and its tracer can change nothing. */
  child = start();
  if (child == 0) {
    signal(SIGSYS, handler);
    refuse(SYS_getppid, SECCOMP_RET_KILL_PROCESS);
    stand();
    raw(SYS_getppid, 0, 0, 0);
    puts("not here");
    _exit(7);
  }
  told(child);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  until(child, SYS_getppid);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child);
  printf("call %ld eax %ld\n", word(child, ORIG_EAX), word(child, EAX));
  ask(PTRACE_SYSCALL, child, 0, SIGUSR1), told(child);
  child = start();
  if (child == 0) {
    refuse(-1, SECCOMP_RET_ERRNO | 7);
    stand();
    printf("got %ld\n", raw(SYS_getppid, 0, 0, 0));
    _exit(0);
  }
  told(child);
  ask(PTRACE_CONT, child, 0, 0), told(child);
  until(child, SYS_getppid);
  TRY(ask(PTRACE_POKEUSER, child, 4 * ORIG_EAX, -1));
  TRY(ask(PTRACE_POKEUSER, child, 4 * EAX, 99));
  ask(PTRACE_CONT, child, 0, 0), told(child);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  let_go_before_a_call();
  let_go_behind_a_fork(PTRACE_O_TRACEFORK);
  let_go_behind_a_fork(PTRACE_O_TRACEFORK | PTRACE_O_TRACESYSGOOD);
  to_the_end_of_a_call();
  killed_before_a_stop();
  given();
  statuses();
  filtered();
  return 0;
}
