#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static jmp_buf place;
static sigjmp_buf signal_place;
static volatile sig_atomic_t received;

static void note(int number) { received = number; }

static void note_sender(int number, siginfo_t *info, void *context) {
  received = number + (info->si_pid == getpid() ? 1000 : 0) + (context ? 10000 : 0);
}

static void jump(int number) { siglongjmp(signal_place, number); }

static void report(const char *name, int status) {
  if (WIFEXITED(status)) {
    printf("%s left with %d\n", name, WEXITSTATUS(status));
  } else if (WIFSIGNALED(status)) {
    printf("%s: %s\n", name, strsignal(WTERMSIG(status)));
  }
  fflush(stdout);
}

static void children(char *self) {
  char *const arguments[] = {self, "child", NULL};
  char *const environment[] = {"GREETING=hello", NULL};
  int status;
  fflush(stdout);
  if (fork() == 0) {
    _exit(7);
  }
  wait(&status);
  report("fork", status);
  if (fork() == 0) {
    abort();
  }
  wait(&status);
  report("abort", status);
  if (vfork() == 0) {
    execve(self, arguments, environment);
    _exit(1);
  }
  wait(&status);
  report("vfork", status);
  if (fork() == 0) {
    execlp("sh", "sh", "-c", "echo $0 $1; exit $2", "a", "5", (char *)NULL);
  }
  wait(&status);
  report("execlp", status);
  if (fork() == 0) {
    execle(self, self, "child", (char *)NULL, environment);
  }
  wait(&status);
  report("execle", status);
  report("system", system("exit 3"));
  printf("%d %d\n", execl("/missing", "x", (char *)NULL), errno == ENOENT);
  printf("%d %d\n", wait(&status), errno == ECHILD);
}

/* In a namespace of its own, where that is allowed. */
static int rename_host(void *argument) {
  char name[65];
  int renamed = unshare(CLONE_NEWUSER | CLONE_NEWUTS) == 0 && sethostname("cell", 4) == 0;
  gethostname(name, sizeof name);
  return *(int *)argument + (renamed && strcmp(name, "cell") == 0);
}

static void clones(void) {
  static char stack[65536];
  int argument = 20;
  int status;
  pid_t pid;
  fflush(stdout);
  pid = clone(rename_host, stack + sizeof stack, SIGCHLD, &argument);
  printf("%d ", waitpid(pid, &status, 0) == pid);
  report("clone", status);
}

static void pipes(void) {
  char line[100];
  int ends[2];
  struct pollfd poll_end;
  fd_set set;
  struct timeval now = {0, 0};
  FILE *file = popen("echo from the shell; exit 2", "r");
  printf("%s", fgets(line, sizeof line, file));
  report("popen", pclose(file));
  file = popen("cat", "w");
  fprintf(file, "to cat\n");
  report("cat", pclose(file));
  printf("%d ", pipe(ends));
  poll_end.fd = ends[0];
  poll_end.events = POLLIN;
  printf("%d ", poll(&poll_end, 1, 0));
  printf("%zd ", write(ends[1], "abc", 3));
  printf("%d %d ", poll(&poll_end, 1, 0), poll_end.revents);
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  printf("%d %d ", select(ends[0] + 1, &set, NULL, NULL, &now), FD_ISSET(ends[0], &set) != 0);
  close(ends[1]);
  printf("%zd ", read(ends[0], line, sizeof line));
  printf("%zd\n", read(ends[0], line, sizeof line));
  printf("%d\n", dup2(ends[0], 9) == 9 && fcntl(9, F_GETFD) == 0);
}

static void signals(void) {
  struct sigaction action;
  struct sigaction old;
  sigset_t set;
  struct itimerval timer = {{0, 0}, {0, 1000}};
  memset(&action, 0, sizeof action);
  signal(SIGUSR1, note);
  raise(SIGUSR1);
  printf("%d ", received);
  action.sa_sigaction = note_sender;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR2, &action, &old);
  kill(getpid(), SIGUSR2);
  printf("%d %d ", received, old.sa_handler == SIG_DFL);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  received = 0;
  raise(SIGUSR1);
  sigpending(&set);
  printf("%d %d ", received, sigismember(&set, SIGUSR1));
  sigemptyset(&set);
  printf("%d %d ", sigsuspend(&set), errno == EINTR);
  printf("%d\n", received);
  signal(SIGALRM, note);
  setitimer(ITIMER_REAL, &timer, NULL);
  printf("%d %d ", pause(), received);
  signal(SIGSEGV, jump);
  if (sigsetjmp(signal_place, 1) == 0) {
    *(volatile int *)8 = 1;
  } else {
    printf("caught ");
  }
  if (sigsetjmp(signal_place, 1) == 0) {
    *(volatile int *)8 = 1;
  } else {
    printf("again\n");
  }
  signal(SIGSEGV, SIG_DFL);
}

static void jump_from(int depth) {
  if (depth == 0) {
    longjmp(place, 42);
  }
  jump_from(depth - 1);
}

static void jumps(void) {
  volatile int count = 0;
  int value = setjmp(place);
  printf("%d %d\n", value, count);
  if (count++ < 3) {
    jump_from(count * 10);
  }
  if (count == 4) {
    longjmp(place, 0);
  }
}

static void memory(void) {
  char *block = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int status;
  strcpy(block, "parent");
  fflush(stdout);
  if (fork() == 0) {
    strcpy(block, "child");
    mprotect(block, 4096, PROT_READ);
    block[0] = 'x';
  }
  wait(&status);
  report("mprotect", status);
  printf("%s ", block);
  printf("%d ", munmap(block, 8192));
  printf("%d\n", mmap(NULL, 0, PROT_READ, MAP_PRIVATE, -1, 0) == MAP_FAILED);
}

static void system_state(void) {
  struct rlimit limit;
  struct utsname name;
  struct timespec pause = {0, 1000000};
  struct timespec begin;
  struct timespec end;
  uname(&name);
  printf("%s %d ", name.sysname, getrlimit(RLIMIT_NOFILE, &limit));
  limit.rlim_cur = 20;
  printf("%d %ld ", setrlimit(RLIMIT_NOFILE, &limit), sysconf(_SC_OPEN_MAX));
  printf("%o %o ", umask(027), umask(022));
  printf("%d %d ", getpid() > 1, getppid() > 0);
  printf("%d %d ", getpgrp() == getpgid(0), getuid() == geteuid());
  clock_gettime(CLOCK_MONOTONIC, &begin);
  nanosleep(&pause, NULL);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%d ", end.tv_sec > begin.tv_sec || end.tv_nsec - begin.tv_nsec >= 1000000);
  printf("%d %ld\n", getpriority(PRIO_PROCESS, 0) - nice(0), sysconf(_SC_PAGESIZE));
}

static void last(void) { printf("last\n"); }

static void before_last(void) { printf("before that\n"); }

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "child") == 0) {
    printf("%s %s\n", arguments[1], getenv("GREETING"));
    return 9;
  }
  atexit(last);
  atexit(before_last);
  children(arguments[0]);
  clones();
  pipes();
  signals();
  jumps();
  memory();
  system_state();
  setenv("A", "1", 1);
  setenv("A", "2", 0);
  putenv("B=3");
  printf("%s %s %d", getenv("A"), getenv("B"), unsetenv("A"));
  printf(" %d\n", getenv("A") == NULL);
  exit(5);
}
