/* One process stops another one at its calls and signals, and looks into it (ptrace(2)). */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/user.h>

#include "tracing.h"

/* Words of the registers, as PTRACE_PEEKUSER counts them. */
enum { EBX = 0, EAX = 6, ORIG_EAX = 11 };

static volatile int handled, value = 0x11223344;
static void handler(int number) { handled = number; }

/* A child that begins by standing still. */
static int start(void) {
  int child;
  fflush(stdout);
  child = fork();
  if (child == 0) {
    ask(PTRACE_TRACEME, 0, 0, 0);
    raw(SYS_kill, raw(SYS_getpid, 0, 0, 0), SIGSTOP, 0);
  }
  return child;
}

/* Numbers of processes are nobody's business. */
static long shown(long word) { return word > 2 && word < 0x400000 && word % 1000 ? 2 : word; }

static void registers(int child) {
  struct user_regs_struct all;
  ask(PTRACE_GETREGS, child, 0, (long)&all);
  printf("call %ld eax %ld ebx %ld cs %lx\n", all.orig_eax, shown(all.eax), shown(all.ebx),
         all.xcs & 3);
}

/* Goes on from call to call, until it has ended. */
static void calls(int child, int most) {
  int status = told(child), own;
  while (WIFSTOPPED(status) && most-- > 0) {
    registers(child);
    own = WSTOPSIG(status) != SIGTRAP && !(WSTOPSIG(status) & 0x80) ? WSTOPSIG(status) : 0;
    if (ask(PTRACE_SYSCALL, child, 0, own == SIGSTOP ? 0 : own)) {
      puts(error(-1));
    }
    status = told(child);
  }
}

static void through_calls(int options) {
  int child = start();
  printf("calls, options %d\n", options);
  if (child == 0) {
    raw(SYS_close, -1, 2, 3);
    raw(SYS_dup, 77, 0, 0);
    value = raw(0x7000, 1, 0, 0);
    raw(SYS_exit_group, 3, 0, 0);
  }
  told(child);
  TRY(ask(PTRACE_SETOPTIONS, child, 0, 1 << 25));
  TRY(ask(PTRACE_SETOPTIONS, child, 0, options));
  ask(PTRACE_SYSCALL, child, 0, 0);
  calls(child, 20);
}

static void changes(void) {
  int child = start(), pipe_[2], word = 0;
  long stood[17];
  puts("changes");
  if (child == 0) {
    long first = raw(SYS_close, -1, 0, 0), second = raw(SYS_getuid32, 0, 0, 0);
    long third = raw(SYS_close, -2, 0, 0);
    printf("first %ld second %ld third %d value %x\n", first, second, third == getpid(), value);
    fflush(stdout);
    _exit(0);
  }
  told(child);
  TRY(ask(PTRACE_PEEKDATA, child, (long)&value, (long)&word));
  printf("%x\n", word);
  TRY(ask(PTRACE_POKEDATA, child, (long)&value, 0x55667788));
  TRY(ask(PTRACE_PEEKTEXT, child, (long)&value + 1, (long)&word));
  printf("%x %x\n", word & 0xffffff, value);
  TRY(ask(PTRACE_PEEKDATA, child, 0x10, (long)&word));
  TRY(ask(PTRACE_PEEKDATA, child, (long)&value, 8));
  TRY(ask(PTRACE_POKEDATA, child, 0x10, 1));
  TRY(ask(PTRACE_PEEKUSER, child, 4 * EBX, (long)&word));
  TRY(ask(PTRACE_PEEKUSER, child, 3, (long)&word));
  TRY(ask(PTRACE_PEEKUSER, child, 4096, (long)&word));
  TRY(ask(0x5000, child, 0, 0));
  TRY(ask(PTRACE_CONT, child, 0, 65));
  TRY(ask(PTRACE_CONT, child, 0, -1));
  TRY(ask(PTRACE_GETREGS, child, 0, 8));
  ask(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD);
  /* The way in and out of the first call, whose answer is another one. */
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  TRY(ask(PTRACE_POKEUSER, child, 4 * EAX, 4711));
  /* The next one is not made at all, and the last one is another. */
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  TRY(ask(PTRACE_POKEUSER, child, 4 * ORIG_EAX, -1));
  TRY(ask(PTRACE_POKEUSER, child, 4 * EAX, 99));
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  ask(PTRACE_GETREGS, child, 0, (long)stood);
  stood[ORIG_EAX] = SYS_getpid;
  TRY(ask(PTRACE_SETREGS, child, 0, (long)stood));
  ask(PTRACE_CONT, child, 0, 0);
  told(child);
}

static void info_of(int child) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  if (ask(PTRACE_GETSIGINFO, child, 0, (long)&info) < 0) {
    printf("info: %s\n", error(-1));
  } else {
    printf("info: signal %d code %d sender %d\n", info.si_signo, info.si_code,
           info.si_code == 0 && info.si_pid == child);
  }
}

static void signals(void) {
  int child = start();
  puts("signals");
  if (child == 0) {
    int self = raw(SYS_getpid, 0, 0, 0);
    signal(SIGUSR1, handler);
    signal(SIGUSR2, handler);
    signal(SIGHUP, SIG_IGN);
    raw(SYS_kill, self, SIGUSR1, 0);
    printf("handled %d\n", handled);
    raw(SYS_kill, self, SIGUSR1, 0);
    printf("handled %d\n", handled);
    handled = 0;
    raw(SYS_kill, self, SIGUSR1, 0);
    printf("handled %d\n", handled);
    raw(SYS_kill, self, SIGHUP, 0);
    raw(SYS_kill, self, SIGTSTP, 0);
    printf("on\n");
    fflush(stdout);
    raw(SYS_kill, self, SIGTERM, 0);
  }
  told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, 0), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, SIGUSR1), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, SIGUSR2), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, 0), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, SIGHUP), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, SIGSTOP), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, 0), told(child), info_of(child);
  ask(PTRACE_CONT, child, 0, SIGTERM), told(child);
}

static void interrupted(void) {
  int child = start();
  puts("interrupted");
  if (child == 0) {
    struct timespec long_time = {100, 0};
    signal(SIGUSR1, handler);
    raw(SYS_getppid, 0, 0, 0);
    printf("%ld\n", raw(SYS_pause, 0, 0, 0));
    fflush(stdout);
    raw(SYS_nanosleep, (long)&long_time, 0, 0);
  }
  told(child);
  ask(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD);
  for (;;) {
    long number = 0;
    ask(PTRACE_SYSCALL, child, 0, 0);
    waitpid(child, NULL, __WALL);
    ask(PTRACE_PEEKUSER, child, 4 * ORIG_EAX, (long)&number);
    if (number == SYS_pause) break;
  }
  ask(PTRACE_SYSCALL, child, 0, 0);
  TRY(ask(PTRACE_GETREGS, child, 0, 8));
  usleep(20000);
  kill(child, SIGUSR1);
  told(child), registers(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), registers(child);
  ask(PTRACE_CONT, child, 0, SIGUSR1);
  usleep(50000);
  kill(child, SIGKILL);
  told(child);
}

static void family(int options) {
  int child = start(), status, fresh;
  unsigned long message = 0;
  printf("family, options %x\n", options);
  if (child == 0) {
    int grandchild = options & PTRACE_O_TRACEVFORK ? raw(SYS_vfork, 0, 0, 0)
                                                   : raw(SYS_fork, 0, 0, 0);
    if (grandchild == 0) {
      raw(SYS_exit_group, 4, 0, 0);
    }
    raw(SYS_waitpid, grandchild, (long)&value, 0);
    raw(SYS_exit_group, value >> 8, 0, 0);
  }
  told(child);
  ask(PTRACE_SETOPTIONS, child, 0, options);
  ask(PTRACE_CONT, child, 0, 0);
  told(child);
  TRY(ask(PTRACE_GETEVENTMSG, child, 0, (long)&message));
  fresh = message;
  printf("%d\n", fresh > child);
  info_of(child);
  told(fresh);
  registers(fresh);
  TRY(ask(PTRACE_ATTACH, fresh, 0, 0));
  ask(PTRACE_CONT, child, 0, 0);
  ask(PTRACE_CONT, fresh, 0, 0);
  told(fresh);
  told(child);
  info_of(child);
  ask(PTRACE_CONT, child, 0, SIGCHLD);
  told(child);
}

static void program(char *self, int options) {
  int child = start();
  unsigned long message = 0;
  printf("program, options %x\n", options);
  if (child == 0) {
    char *arguments[] = {self, "again", NULL};
    raw(SYS_execve, (long)self, (long)arguments, (long)environ);
  }
  told(child);
  ask(PTRACE_SETOPTIONS, child, 0, options);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), printf("\n");
  ask(PTRACE_SYSCALL, child, 0, 0), told(child), info_of(child);
  if (options) {
    ask(PTRACE_GETEVENTMSG, child, 0, (long)&message);
    printf("%d\n", message == child);
    ask(PTRACE_SYSCALL, child, 0, 0), told(child), printf("\n");
  }
  registers(child);
  TRY(ask(PTRACE_DETACH, child, 0, 0));
  told(child);
}

static void lines(int pid) {
  char path[64], line[256];
  FILE *file;
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  file = fopen(path, "r");
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "State", 5) == 0) fputs(line, stdout);
    if (strncmp(line, "TracerPid", 9) == 0) printf("traced by me: %d\n", atoi(line + 10) == getpid());
  }
  fclose(file);
}

static void attached(void) {
  int child, tracer, ready[2];
  char byte;
  puts("attached");
  fflush(stdout);
  pipe(ready);
  child = fork();
  if (child == 0) {
    signal(SIGUSR1, handler);
    write(ready[1], "r", 1);
    while (!handled) {
      raw(SYS_sched_yield, 0, 0, 0);
    }
    _exit(6);
  }
  read(ready[0], &byte, 1);
  TRY(ask(PTRACE_ATTACH, getpid(), 0, 0));
  TRY(ask(PTRACE_ATTACH, 2000000000, 0, 0));
  TRY(ask(PTRACE_CONT, child, 0, 0));
  TRY(ask(PTRACE_ATTACH, child, 0, 0));
  TRY(ask(PTRACE_ATTACH, child, 0, 0));
  told(child), info_of(child);
  lines(child);
  TRY(ask(PTRACE_DETACH, child, 0, 0));
  TRY(ask(PTRACE_CONT, child, 0, 0));
  fflush(stdout);
  tracer = fork();
  if (tracer == 0) {
    TRY(ask(PTRACE_ATTACH, child, 0, 0));
    told(child);
    ask(PTRACE_CONT, child, 0, SIGUSR1);
    told(child);
    fflush(stdout);
    _exit(0);
  }
  told(tracer);
  told(child);
  /* A tracer that ends lets go. */
  fflush(stdout);
  handled = 0;
  signal(SIGUSR1, handler);
  child = fork();
  if (child == 0) {
    while (!handled) {
      raw(SYS_sched_yield, 0, 0, 0);
    }
    _exit(7);
  }
  tracer = fork();
  if (tracer == 0) {
    ask(PTRACE_ATTACH, child, 0, 0);
    told(child);
    fflush(stdout);
    _exit(0);
  }
  told(tracer);
  kill(child, SIGUSR1);
  while (!handled && waitpid(child, NULL, WNOHANG) == 0) {
    kill(child, SIGUSR1);
    usleep(1000);
    handled = 1;
  }
  told(child);
}

static void rights(void) {
  int other, ready[2];
  char byte;
  puts("rights");
  fflush(stdout);
  pipe(ready);
  other = fork();
  if (other == 0) {
    write(ready[1], "r", 1);
    for (;;) pause();
  }
  read(ready[0], &byte, 1);
  if (fork() == 0) {
    setresgid(1000, 1000, 1000);
    setresuid(1000, 1000, 1000);
    TRY(ask(PTRACE_ATTACH, other, 0, 0));
    TRY(ask(PTRACE_TRACEME, 0, 0, 0));
    TRY(ask(PTRACE_TRACEME, 0, 0, 0));
    fflush(stdout);
    _exit(0);
  }
  while (waitpid(-1, NULL, 0) == other);
  kill(other, SIGKILL);
  told(other);
}

/* The tracer comes before the filter, and sees what the filter has answered. */
static void filtered(void) {
  struct sock_filter rules[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
                                BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 33),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog all = {4, rules};
  int child;
  puts("filtered");
  fflush(stdout);
  child = fork();
  if (child == 0) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all);
    ask(PTRACE_TRACEME, 0, 0, 0);
    raw(SYS_kill, raw(SYS_getpid, 0, 0, 0), SIGSTOP, 0);
    raw(SYS_getppid, 0, 0, 0);
    raw(SYS_exit_group, 0, 0, 0);
  }
  told(child), registers(child);
  ask(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESYSGOOD);
  ask(PTRACE_SYSCALL, child, 0, 0);
  calls(child, 20);
}

static void killed(void) {
  int child = start();
  puts("killed");
  if (child == 0) {
    raw(SYS_write, 1, (long)"not here\n", 9);
    raw(SYS_exit_group, 0, 0, 0);
  }
  told(child);
  ask(PTRACE_SYSCALL, child, 0, 0), told(child);
  TRY(ask(PTRACE_KILL, child, 0, 0));
  told(child);
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IOFBF, 4096);
  if (count > 1) {
    return 9;
  }
  through_calls(0);
  through_calls(PTRACE_O_TRACESYSGOOD);
  changes();
  signals();
  interrupted();
  family(PTRACE_O_TRACEFORK);
  family(PTRACE_O_TRACEVFORK);
  program(arguments[0], 0);
  program(arguments[0], PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD);
  attached();
  rights();
  filtered();
  killed();
  fflush(stdout);
  return 0;
}
