/* Filters of system calls: which are taken, what they say, and what becomes of a call
   (seccomp(2)). */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>
#include <sys/wait.h>
#include <unistd.h>

#define DATA(field) (offsetof(struct seccomp_data, field))
#define LOAD(at) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at)
#define RET(k) BPF_STMT(BPF_RET | BPF_K, k)
#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ALLOW RET(SECCOMP_RET_ALLOW)
/* Allows all but one call. */
#define ONLY(number, verdict) \
  LOAD(0), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1), RET(verdict), ALLOW
#define LONGEST 4096

typedef struct sock_filter insn;

static const char *error(long result) { return result < 0 ? strerrorname_np(errno) : "0"; }
#define TRY(call) printf("%s: %s\n", #call, error((long)(call)))

/* By INT 80h and nothing else; the answer as it is in EAX. */
static long raw(long number, long a, long b, long c, long d, long e) {
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "0"(number), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
                   : "memory");
  return result;
}

static long set(unsigned flags, const insn *program, unsigned count) {
  struct sock_fprog all = {(unsigned short)count, (insn *)program};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &all);
}

#define SET(...)                                     \
  do {                                               \
    insn program[] = {__VA_ARGS__};                  \
    long done = set(0, program, COUNT(program));     \
    if (done) printf("not set: %s\n", error(done)); \
  } while (0)

static void no_new(void) { prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

static int begin(void) {
  int child;
  fflush(stdout);
  child = fork();
  if (child == 0) no_new();
  return child;
}

static void end(int child) {
  int status = 0;
  if (child == 0) {
    fflush(stdout);
    _exit(0);
  }
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) {
    printf("killed by %d\n", WTERMSIG(status));
  } else if (WEXITSTATUS(status)) {
    printf("exit %d\n", WEXITSTATUS(status));
  }
}
#define CHILD for (int child = begin(), once = 1; once; end(child), once = 0) if (child == 0)

static void status_lines(void) {
  char line[256];
  FILE *file = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, file)) {
    if (strncmp(line, "Seccomp", 7) == 0 || strncmp(line, "NoNewPrivs", 10) == 0) {
      fputs(line, stdout);
    }
  }
  fclose(file);
}

static void requests(void) {
  static const unsigned actions[] = {
      SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD, SECCOMP_RET_TRAP,  SECCOMP_RET_ERRNO,
      SECCOMP_RET_TRACE,        SECCOMP_RET_LOG,         SECCOMP_RET_ALLOW, 1,
      0x7fff0001,               0x12340000};
  unsigned i;
  insn allow[] = {ALLOW};
  struct sock_fprog none = {0, allow}, much = {LONGEST + 1, allow}, nowhere = {1, NULL},
                    bad = {1, (insn *)8};
  puts("requests");
  TRY(prctl(PR_GET_SECCOMP));
  TRY(syscall(SYS_seccomp, 99, 0, NULL));
  TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 1, NULL));
  TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, allow));
  TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 1 << 20, allow));
  TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, NULL));
  TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, 8));
  TRY(prctl(PR_SET_SECCOMP, 0, 0));
  TRY(prctl(PR_SET_SECCOMP, 3, 0));
  for (i = 0; i < COUNT(actions); i++) {
    printf("action %x: %s\n", actions[i],
           error(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &actions[i])));
  }
  TRY(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 1, &actions[0]));
  TRY(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, 8));
  fflush(stdout);
  if (fork() == 0) {
    setresuid(1000, 1000, 1000);
    TRY(set(0, allow, 1));
    TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &none));
    TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &much));
    TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &bad));
    no_new();
    TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &nowhere));
    TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &bad));
    TRY(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &none));
    TRY(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &nowhere));
    TRY(set(0, allow, 1));
    status_lines();
    TRY(prctl(PR_GET_SECCOMP));
    TRY(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT));
    TRY(set(SECCOMP_FILTER_FLAG_LOG | SECCOMP_FILTER_FLAG_SPEC_ALLOW, allow, 1));
    status_lines();
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

#define RIGHT(...)                                                              \
  do {                                                                          \
    insn program[] = {ALLOW, __VA_ARGS__};                                      \
    printf("%s: %s\n", #__VA_ARGS__, error(set(0, program, COUNT(program))));   \
  } while (0)

static void checks(void) {
  puts("checks");
  CHILD {
    RIGHT(ALLOW);
    RIGHT(LOAD(0));
    RIGHT(LOAD(60), ALLOW);
    RIGHT(LOAD(64), ALLOW);
    RIGHT(LOAD(62), ALLOW);
    RIGHT(LOAD(-4), ALLOW);
    RIGHT(BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_LD | BPF_W | BPF_IND, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_LD | BPF_W | BPF_LEN, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_LDX | BPF_W | BPF_LEN, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_DIV | BPF_K, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_DIV | BPF_X, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_MOD | BPF_K, 3), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_XOR | BPF_K, 3), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_LSH | BPF_K, 31), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 32), ALLOW);
    RIGHT(BPF_STMT(BPF_ALU | BPF_NEG, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_ST, 15), ALLOW);
    RIGHT(BPF_STMT(BPF_STX, 16), ALLOW);
    RIGHT(BPF_STMT(BPF_LD | BPF_MEM, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_ST, 3), BPF_STMT(BPF_LDX | BPF_MEM, 3), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 1), BPF_STMT(BPF_ST, 3),
          BPF_STMT(BPF_LD | BPF_MEM, 3), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | BPF_JA, 0, 0, 0), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | BPF_JA, -1, 0, 0), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 1, 0), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_X, 1, 0, 1), ALLOW);
    RIGHT(BPF_JUMP(BPF_JMP | 0x50, 1, 0, 0), ALLOW);
    RIGHT(BPF_STMT(BPF_RET | BPF_A, 0));
    RIGHT(BPF_STMT(BPF_RET | BPF_X, 0));
    RIGHT(BPF_STMT(BPF_MISC | BPF_TAX, 0), BPF_STMT(BPF_MISC | BPF_TXA, 0), ALLOW);
    RIGHT({0x106, 0, 0, 0}, ALLOW);
    RIGHT(BPF_STMT(BPF_MISC | BPF_TAX, 0));
    status_lines();
  }
}

static unsigned long seed = 1;
static unsigned draw(unsigned below) {
  seed = seed * 1103515245UL + 12345;
  return (unsigned)(seed >> 8) % below;
}

/* Random instructions behind one that allows all: only whether they are taken counts. */
static void random_checks(void) {
  int i, k;
  puts("random checks");
  CHILD for (i = 0; i < 1200; i++) {
    insn program[8] = {ALLOW};
    int count = 2 + draw(6);
    for (k = 1; k < count; k++) {
      unsigned small = draw(3) ? draw(20) : draw(2) ? draw(0x7fffff) << 9 : -draw(5);
      unsigned code = draw(4) ? draw(256) : draw(2) ? draw(65536) : draw(8) | (draw(4) << 4);
      program[k] = (insn){(unsigned short)code, draw(2) ? draw(4) : 0, draw(2) ? draw(4) : 0,
                          small};
    }
    if (draw(4)) program[count - 1] = (insn)RET(draw(9));
    putchar(set(0, program, count) == 0 ? '+' : errno == EINVAL ? '.' : '?');
    if (i % 60 == 59) putchar('\n');
  }
}

/* A random body, what it has computed in three parts, each as the error of another call. */
static void random_programs(void) {
  static const unsigned short operations[] = {BPF_ADD, BPF_SUB, BPF_MUL, BPF_DIV, BPF_OR,
                                              BPF_AND, BPF_LSH, BPF_RSH, BPF_XOR, BPF_NEG};
  static const unsigned short jumps[] = {BPF_JEQ, BPF_JGT, BPF_JGE, BPF_JSET};
  int i, k, at;
  puts("random programs");
  for (i = 0; i < 160; i++) {
    insn program[64];
    int count = 0, first, length = 3 + draw(24);
    long words[5];
    program[count++] = (insn)LOAD(DATA(nr));
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 3, 0);
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getpgrp, 2, 0);
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getuid32, 1, 0);
    program[count++] = (insn)ALLOW;
    for (k = 0; k < 4; k++) {
      program[count++] = (insn)BPF_STMT(BPF_LD | BPF_IMM, draw(0x7fffffff) * 2);
      program[count++] = (insn)BPF_STMT(BPF_ST, k);
    }
    first = count;
    for (; count < first + length; count++) {
      unsigned left = first + length - count - 1;
      unsigned k = draw(3) ? draw(40) : draw(0x7fffffff) * 2 + 1;
      unsigned operation = operations[draw(COUNT(operations))];
      unsigned by = draw(2) ? BPF_X : BPF_K;
      switch (draw(left ? 9 : 7)) {
        case 0: program[count] = (insn)LOAD(4 * draw(16)); break;
        case 1: program[count] = (insn)BPF_STMT(BPF_LDX | BPF_MEM, draw(4)); break;
        case 2: program[count] = (insn)BPF_STMT(BPF_LD | (draw(3) ? BPF_MEM : BPF_LEN), draw(4)); break;
        case 3: program[count] = (insn)BPF_STMT(draw(2) ? BPF_ST : BPF_STX, draw(4)); break;
        case 4: program[count] = (insn)BPF_STMT(BPF_MISC | (draw(2) ? BPF_TAX : BPF_TXA), 0); break;
        case 5:
        case 6:
          if (operation == BPF_NEG) by = BPF_K;
          if (by == BPF_K && (operation == BPF_LSH || operation == BPF_RSH)) k = draw(32);
          if (operation == BPF_DIV && k == 0) k = 1;
          program[count] = (insn)BPF_STMT(BPF_ALU | operation | by, k);
          break;
        case 7:
          program[count] = (insn)BPF_JUMP(BPF_JMP | jumps[draw(4)] | by, k, draw(left), draw(left));
          break;
        default: program[count] = (insn)BPF_JUMP(BPF_JMP | BPF_JA, draw(left), 0, 0);
      }
    }
    program[count++] = (insn)BPF_STMT(BPF_MISC | BPF_TAX, 0);
    program[count++] = (insn)LOAD(DATA(nr));
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 4, 0);
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getpgrp, 1, 0);
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JA, 4, 0, 0);
    program[count++] = (insn)BPF_STMT(BPF_MISC | BPF_TXA, 0);
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JA, 4, 0, 0);
    program[count++] = (insn)BPF_STMT(BPF_MISC | BPF_TXA, 0);
    program[count++] = (insn)BPF_JUMP(BPF_JMP | BPF_JA, 3, 0, 0);
    program[count++] = (insn)BPF_STMT(BPF_MISC | BPF_TXA, 0);
    program[count++] = (insn)BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 11);
    program[count++] = (insn)BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 11);
    program[count++] = (insn)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x7ff);
    program[count++] = (insn)BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO);
    program[count++] = (insn)BPF_STMT(BPF_RET | BPF_A, 0);
    for (k = 0; k < 5; k++) words[k] = draw(3) ? draw(50) : draw(0x7fffffff) * 2;
    printf("%d: ", i);
    CHILD {
      struct sock_fprog all = {(unsigned short)count, program};
      if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) < 0) printf("%s ", error(-1));
      for (at = 0; at < 3; at++) {
        static const int numbers[] = {SYS_getppid, SYS_getpgrp, SYS_getuid32};
        printf("%ld ", raw(numbers[at], words[0], words[1], words[2], words[3], words[4]));
        fflush(stdout);
      }
      puts("");
    }
  }
}

static void errors(void) {
  puts("errors");
  CHILD {
    SET(ONLY(SYS_getppid, SECCOMP_RET_ERRNO | EPERM));
    printf("%ld\n", raw(SYS_getppid, 0, 0, 0, 0, 0));
    SET(ONLY(SYS_getpgrp, SECCOMP_RET_ERRNO | 5000));
    printf("%ld\n", raw(SYS_getpgrp, 0, 0, 0, 0, 0));
    SET(ONLY(SYS_getuid32, SECCOMP_RET_ERRNO | 0));
    setuid(1000);
    printf("%ld\n", raw(SYS_getuid32, 0, 0, 0, 0, 0));
    SET(ONLY(SYS_getgid32, SECCOMP_RET_TRACE | 7));
    printf("%ld\n", raw(SYS_getgid32, 0, 0, 0, 0, 0));
    SET(ONLY(SYS_getegid32, SECCOMP_RET_LOG));
    printf("%d\n", raw(SYS_getegid32, 0, 0, 0, 0, 0) >= 0);
    /* One that there is not, and one that is none. */
    SET(ONLY(0x7000, SECCOMP_RET_ERRNO | 77));
    printf("%ld\n", raw(0x7000, 0, 0, 0, 0, 0));
    printf("%ld\n", raw(0x7001, 0, 0, 0, 0, 0));
    printf("%ld\n", raw(-1, 0, 0, 0, 0, 0));
    SET(ONLY(-1, SECCOMP_RET_ERRNO | 78));
    printf("%ld\n", raw(-1, 0, 0, 0, 0, 0));
    status_lines();
  }
  /* A pointer is a number: the same path at two places. */
  CHILD {
    static char here[] = "/", there[] = "/";
    SET(LOAD(DATA(nr)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_chdir, 0, 3), LOAD(DATA(args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)here, 0, 1), RET(SECCOMP_RET_ERRNO | EACCES),
        ALLOW);
    TRY(syscall(SYS_chdir, here));
    TRY(syscall(SYS_chdir, there));
  }
}

/* All of what a filter is told, a word at a time, as the low half and the high half. */
static void words(void) {
  unsigned at, half;
  puts("words");
  for (at = 0; at < 64; at += 4) {
    for (half = 0; half < 2; half++) {
      CHILD {
        extern char behind[];
        long result;
        SET(LOAD(DATA(nr)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 1, 0), ALLOW,
            LOAD(at), BPF_STMT(BPF_ALU | BPF_SUB | BPF_K, at == 8 ? (unsigned)behind : 0),
            BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, 21 * half),
            BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xfff),
            BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO), BPF_STMT(BPF_RET | BPF_A, 0));
        __asm__ volatile("push %%ebp; mov $0x12345678, %%ebp; int $0x80; behind: pop %%ebp"
                         : "=a"(result)
                         : "0"(SYS_getppid), "b"(0x89abcdef), "c"(-1), "d"(7), "S"(8), "D"(9)
                         : "memory");
        printf("%u.%u: %ld\n", at, half, -result);
      }
    }
  }
}

static void caught(int number, siginfo_t *info, void *context) {
  ucontext_t *at = context;
  char *address = info->si_call_addr;
  int eax = at->uc_mcontext.gregs[REG_EAX];
  printf("signal %d code %d errno %d call %d arch %x at %d eax %d\n", number, info->si_code,
         info->si_errno, info->si_syscall, info->si_arch,
         address == (char *)at->uc_mcontext.gregs[REG_EIP], eax);
  at->uc_mcontext.gregs[REG_EAX] = 1234;
}

static void traps(void) {
  struct sigaction action = {0};
  sigset_t blocked;
  action.sa_sigaction = caught;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGSYS);
  puts("traps");
  CHILD {
    sigaction(SIGSYS, &action, NULL);
    SET(ONLY(SYS_getppid, SECCOMP_RET_TRAP | 321));
    printf("%ld\n", raw(SYS_getppid, 0, 0, 0, 0, 0));
    printf("%ld\n", raw(SYS_getppid, 0, 0, 0, 0, 0));
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    fflush(stdout);
    raw(SYS_getppid, 0, 0, 0, 0, 0);
    puts("not here");
  }
  CHILD {
    signal(SIGSYS, SIG_IGN);
    SET(ONLY(SYS_getppid, SECCOMP_RET_TRAP));
    raw(SYS_getppid, 0, 0, 0, 0, 0);
    puts("not here");
  }
  CHILD {
    SET(ONLY(SYS_getppid, SECCOMP_RET_TRAP));
    raw(SYS_getppid, 0, 0, 0, 0, 0);
    puts("not here");
  }
  CHILD {
    sigaction(SIGSYS, &action, NULL);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    SET(ONLY(SYS_getppid, SECCOMP_RET_KILL_PROCESS));
    raw(SYS_getppid, 0, 0, 0, 0, 0);
    puts("not here");
  }
  CHILD {
    sigaction(SIGSYS, &action, NULL);
    SET(ONLY(SYS_getppid, 0x12340000));
    raw(SYS_getppid, 0, 0, 0, 0, 0);
    puts("not here");
  }
}

/* Two filters, each with one of all actions: which counts? */
static void chains(void) {
  static const unsigned verdicts[] = {
      SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD, SECCOMP_RET_TRAP,
      SECCOMP_RET_ERRNO | 11,   SECCOMP_RET_ERRNO | 12,  SECCOMP_RET_TRACE,
      SECCOMP_RET_LOG,          SECCOMP_RET_ALLOW,       0x60000000};
  struct sigaction action = {0};
  unsigned i, k;
  action.sa_sigaction = caught;
  action.sa_flags = SA_SIGINFO;
  puts("chains");
  for (i = 0; i < COUNT(verdicts); i++) {
    for (k = 0; k < COUNT(verdicts); k++) {
      printf("%x then %x: ", verdicts[i], verdicts[k]);
      CHILD {
        long answer;
        sigaction(SIGSYS, &action, NULL);
        SET(ONLY(SYS_getppid, verdicts[i]));
        SET(ONLY(SYS_getppid, verdicts[k]));
        answer = raw(SYS_getppid, 0, 0, 0, 0, 0);
        printf("%ld\n", answer > 0 && answer != 1234 ? 1 : answer);
      }
    }
  }
}

static void program(void) {
  status_lines();
  TRY(syscall(SYS_getppid));
  fflush(stdout);
}

static void inheritance(char *self) {
  puts("inheritance");
  CHILD {
    SET(ONLY(SYS_getppid, SECCOMP_RET_ERRNO | EXDEV));
    program();
    if (fork() == 0) {
      program();
      execl(self, self, "again", NULL);
    }
    wait(NULL);
  }
  CHILD {
    SET(ONLY(SYS_execve, SECCOMP_RET_ERRNO | EPERM));
    TRY(execl(self, self, "again", NULL));
  }
}

static void strict(void) {
  puts("strict");
  CHILD {
    char byte = 'x';
    fflush(stdout);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
    write(1, "written\n", 8);
    raw(SYS_read, -1, (long)&byte, 1, 0, 0);
    raw(SYS_exit, 5, 0, 0, 0, 0);
  }
  CHILD {
    fflush(stdout);
    TRY(syscall(SYS_seccomp, SECCOMP_SET_MODE_STRICT, 0, NULL));
    _exit(0);
  }
  CHILD {
    fflush(stdout);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
    raw(SYS_getpid, 0, 0, 0, 0, 0);
    write(1, "not here\n", 9);
  }
}

static int ready[2], go[2];

static void *other_thread(void *what) {
  char byte;
  long answer;
  if (what) {
    SET(ONLY(SYS_getpgrp, SECCOMP_RET_ERRNO | 21));
  }
  write(ready[1], "r", 1);
  read(go[0], &byte, 1);
  answer = raw(SYS_getppid, 0, 0, 0, 0, 0);
  printf("thread: %ld\n", answer > 0 ? 1 : answer);
  return NULL;
}

static pthread_t start(void *what) {
  pthread_t thread;
  char byte;
  pipe(ready);
  pipe(go);
  pthread_create(&thread, NULL, other_thread, what);
  read(ready[0], &byte, 1);
  return thread;
}

static void threads(void) {
  insn refuse[] = {ONLY(SYS_getppid, SECCOMP_RET_ERRNO | 22)};
  insn kill[] = {ONLY(SYS_getppid, SECCOMP_RET_KILL_THREAD)};
  long answer;
  puts("threads");
  CHILD {
    pthread_t thread = start(NULL);
    TRY(set(0, refuse, COUNT(refuse)));
    write(go[1], "g", 1);
    pthread_join(thread, NULL);
  }
  CHILD {
    pthread_t thread = start(NULL);
    TRY(set(SECCOMP_FILTER_FLAG_TSYNC, refuse, COUNT(refuse)));
    write(go[1], "g", 1);
    pthread_join(thread, NULL);
    status_lines();
  }
  CHILD {
    pthread_t thread = start("own");
    answer = set(SECCOMP_FILTER_FLAG_TSYNC, refuse, COUNT(refuse));
    printf("its number: %d\n", answer == getpid() + 1);
    TRY(set(SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_TSYNC_ESRCH, refuse, COUNT(refuse)));
    write(go[1], "g", 1);
    pthread_join(thread, NULL);
    status_lines();
  }
  CHILD {
    pthread_t thread = start(NULL);
    TRY(set(SECCOMP_FILTER_FLAG_TSYNC, kill, COUNT(kill)));
    fflush(stdout);
    write(go[1], "g", 1);
    usleep(100000);
    puts("the other one is here");
    fflush(stdout);
    raw(SYS_getppid, 0, 0, 0, 0, 0);
    puts("not here");
  }
}

/* Linux counts what it has made of them. */
static void bounds(void) {
  static insn program[LONGEST];
  int i, kind;
  puts("bounds");
  for (kind = 0; kind < 5; kind++) {
    CHILD {
      int count = 0;
      for (i = 0; i < LONGEST; i++) {
        program[i] = kind == 0   ? (insn)LOAD(0)
                     : kind == 1 ? (insn)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, i, 0, 0)
                     : kind == 2 ? (insn)BPF_STMT(BPF_ALU | BPF_DIV | BPF_X, 0)
                     : kind == 3 ? (insn)BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, -i, 0, i < 4000)
                                 : (insn)ALLOW;
      }
      program[0] = program[LONGEST - 1] = (insn)ALLOW;
      while (set(0, program, LONGEST) == 0) count++;
      printf("%d, then %s\n", count, error(-1));
      while (set(0, program + LONGEST - 1, 1) == 0) count++;
      printf("%d, then %s\n", count, error(-1));
    }
  }
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IOFBF, 4096);
  if (count > 1) {
    program();
    return 0;
  }
  requests();
  checks();
  errors();
  words();
  traps();
  chains();
  inheritance(arguments[0]);
  strict();
  threads();
  bounds();
  random_checks();
  random_programs();
  fflush(stdout);
  return 0;
}
