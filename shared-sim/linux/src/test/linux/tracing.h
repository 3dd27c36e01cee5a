/* What programs about ptrace(2) have in common. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *error(long result) { return result < 0 ? strerrorname_np(errno) : "0"; }
#define TRY(call) printf("%s: %s\n", #call, error((long)(call)))

/* A call of which no library knows. */
static inline long raw(long number, long a, long b, long c) {
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "0"(number), "b"(a), "c"(b), "d"(c)
                   : "memory");
  return result;
}

/* The bare call: what it reads is written to an address. */
static long ask(long request, long pid, long address, long data) {
  return syscall(SYS_ptrace, request, pid, address, data);
}

/* Waits, and prints what for. */
static int told(int child) {
  int status = 0;
  int who = waitpid(child, &status, __WALL);
  if (who != child) {
    printf("wait: %s\n", error(who));
  } else if (WIFSTOPPED(status)) {
    printf("stop %x\n", (unsigned)status >> 8);
  } else if (WIFEXITED(status)) {
    printf("exit %d\n", WEXITSTATUS(status));
  } else {
    printf("killed by %d\n", WTERMSIG(status));
  }
  return status;
}
