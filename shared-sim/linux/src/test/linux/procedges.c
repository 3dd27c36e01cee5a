/* Edges of /proc/PID: memory behind the end of a file, settings, and tasks that run or ended. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[4096];

static const char *result(long value) {
  static char number[16];
  sprintf(number, "%ld", value);
  return value < 0 ? strerror(errno) : number;
}

static int read_file(const char *path) {
  int fd = open(path, O_RDONLY), count = -1, error;
  if (fd >= 0) {
    count = (int)read(fd, text, sizeof text - 1);
    error = errno;
    close(fd);
    errno = error;
  }
  text[count < 0 ? 0 : count] = 0;
  return count;
}

static void tell(const char *path) {
  int count = read_file(path);
  printf("%s: %s\n", path, count < 0 ? strerror(errno) : text);
}

static void put(const char *path, const char *what) {
  int fd = open(path, O_WRONLY);
  printf("%s < %s: %s\n", path, what, result(fd < 0 ? -1 : write(fd, what, strlen(what))));
  if (fd >= 0) {
    close(fd);
  }
}

/* A file of one byte in two pages: the second one lies behind its end. */
static void behind_the_end(void) {
  static const int rights[] = {PROT_READ, PROT_NONE, PROT_READ | PROT_WRITE};
  static const int kinds[] = {MAP_PRIVATE, MAP_SHARED};
  int file = open("/tmp/byte", O_RDWR | O_CREAT | O_TRUNC, 0644);
  int mem = open("/proc/self/mem", O_RDWR), status;
  write(file, "x", 1);
  for (int i = 0; i < 6; i++) {
    char *at = mmap(NULL, 8192, rights[i % 3], kinds[i / 3], file, 0);
    off64_t behind = (unsigned)at + 4096;
    char got[6] = "";
    printf("%d behind: write %s", i, result(pwrite64(mem, "HELLO", 5, behind)));
    printf(", read %s", result(pread64(mem, got, 5, behind)));
    printf(", across %s", result(pread64(mem, text, 8, behind - 4)));
    printf(", before it %s", result(pwrite64(mem, "HELLO", 5, behind - 4096)));
    printf(" %s", result(pread64(mem, got, 5, behind - 4096)));
    printf(" %s\n", got);
    fflush(stdout);
    int child = fork();
    if (child == 0) {
      ptrace(PTRACE_TRACEME, 0, 0, 0);
      raise(SIGSTOP);
      _exit(0);
    }
    waitpid(child, &status, 0);
    printf("poke %s", result(ptrace(PTRACE_POKEDATA, child, at + 4096, 7)));
    errno = 0;
    ptrace(PTRACE_PEEKDATA, child, at + 4096, 0);
    printf(", peek %s\n", strerror(errno));
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    munmap(at, 8192);
  }
  close(mem);
  close(file);
  unlink("/tmp/byte");
}

static void numbers(void) {
  static const char *const values[] = {"-1", "0xffffffff", "0X10", "4294967295", "4294967296",
    "0x100000000", "-0", "+3", "+", "", "0x", "017", "08", "0", "00", "1 2", " 5", "5\n", "5\n\n",
    "5 ", "+-1", "4294967296x", "99999999999999999999", "99999999999999999999x", NULL};
  put("/proc/self/coredump_filter", "0x33"); /* it was the parent's */
  for (int i = 0; values[i]; i++) {
    put("/proc/self/coredump_filter", values[i]);
    tell("/proc/self/coredump_filter");
  }
  for (int i = 1; values[i]; i++) {
    put("/proc/self/oom_score_adj", values[i]);
    tell("/proc/self/oom_score_adj");
  }
  put("/proc/self/oom_score_adj", "0X10");
  tell("/proc/self/oom_score_adj");
  put("/proc/self/oom_score_adj", "-2147483648");
  put("/proc/self/oom_score_adj", "-2147483649");
  put("/proc/self/oom_score_adj", "0");
}

static void become_another(void) {
  setgid(1000);
  setuid(1000);
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void slack(int child, const char *who) {
  char path[64];
  sprintf(path, "/proc/%d/timerslack_ns", child);
  printf("%s reads slack: %s\n", who, result(read_file(path)));
  printf("%s reads own: %s\n", who, result(read_file("/proc/self/timerslack_ns")));
  fflush(stdout);
}

static void *slack_of_leader(void *nothing) {
  printf("a thread reads slack: %s\n", result(read_file("/proc/self/timerslack_ns")));
  put("/proc/self/timerslack_ns", "77");
  fflush(stdout);
  return nothing;
}

static void slack_of_others(void) {
  pthread_t thread;
  int child = fork(), other;
  if (child == 0) {
    setgid(1000);
    setuid(1000);
    for (;;) {
      pause();
    }
  }
  usleep(100000);
  slack(child, "root");
  other = fork();
  if (other == 0) {
    become_another();
    slack(child, "the same user");
    slack(getppid(), "another");
    pthread_create(&thread, NULL, slack_of_leader, NULL);
    pthread_join(thread, NULL);
    _exit(0);
  }
  waitpid(other, NULL, 0);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

static volatile int sibling, ends;


static void *sleeper(void *pipe_end) {
  char letter;
  sibling = (int)syscall(SYS_gettid);
  read((int)(long)pipe_end, &letter, 1);
  return NULL;
}

static void *busy(void *nothing) {
  sibling = (int)syscall(SYS_gettid);
  while (!ends) {
  }
  return nothing;
}

static void system_calls(void) {
  char path[64], want[64];
  int both[2];
  siginfo_t about;
  pthread_t thread;
  int child = fork();
  if (child == 0) {
    _exit(0);
  }
  waitid(P_PID, child, &about, WEXITED | WNOWAIT);
  sprintf(path, "/proc/%d/syscall", child);
  read_file(path);
  printf("of a zombie: %s", text);
  waitpid(child, NULL, 0);
  pipe(both);
  pthread_create(&thread, NULL, sleeper, (void *)(long)both[0]);
  usleep(100000);
  sprintf(path, "/proc/self/task/%d/syscall", sibling);
  read_file(path);
  sprintf(want, "3 0x%x 0x", both[0]);
  printf("of a sibling that waits: %d\n", !strncmp(text, want, strlen(want)));
  write(both[1], "x", 1);
  pthread_join(thread, NULL);
  pthread_create(&thread, NULL, busy, NULL);
  usleep(100000);
  sprintf(path, "/proc/self/task/%d/syscall", sibling);
  read_file(path);
  printf("of a sibling that runs: %s", text);
  ends = 1;
  pthread_join(thread, NULL);
  read_file("/proc/thread-self/syscall");
  printf("one's own: %.4s\n", text);
}

int main(void) {
  behind_the_end();
  numbers();
  slack_of_others();
  system_calls();
  return 0;
}
