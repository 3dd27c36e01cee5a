/* Locks on ranges of a file (fcntl(2)): three processes take, split, convert and give back at
 * random, as processes and as open files, and /proc/locks tells what there is; then who waits for
 * whom, and what is refused. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 3, FILES = 3 };

struct order {
  int how, file, kind, whence, length;
  long start;
};

static char path[] = "/tmp/recordsXXXXXX";
static unsigned state = 1;
static pid_t workers[WORKERS];
static unsigned long inode;

static unsigned any(unsigned below) {
  state = state * 1103515245 + 12345;
  return (state >> 12) % below;
}

static void rest(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static const char *why(long status) { return status < 0 ? strerror(errno) : "done"; }

static int who(int pid) {
  int i;
  for (i = 0; i < WORKERS; i++) {
    if (workers[i] == pid) return i;
  }
  return pid == getpid() ? 8 : pid == -1 ? -1 : 9;
}

static void work(int orders, int answers) {
  int files[FILES];
  struct order order;
  char answer[120];
  int i;
  for (i = 0; i < FILES; i++) files[i] = open(path, i == 2 ? O_RDONLY : O_RDWR);
  while (read(orders, &order, sizeof order) == sizeof order) {
    struct flock64 lock;
    int *file = &files[order.file];
    memset(answer, 0, sizeof answer);
    memset(&lock, 0, sizeof lock);
    lock.l_type = order.kind;
    lock.l_whence = order.whence;
    lock.l_start = order.start;
    lock.l_len = order.length;
    if (order.how < 2) {
      int status = syscall(SYS_fcntl64, *file, order.how ? F_OFD_SETLK : F_SETLK64, &lock);
      sprintf(answer, "%s", why(status));
    } else if (order.how < 4) {
      int status = syscall(SYS_fcntl64, *file, order.how == 3 ? F_OFD_GETLK : F_GETLK64, &lock);
      sprintf(answer, "%s %d %d %ld %ld %d", why(status), lock.l_type, lock.l_whence,
              (long)lock.l_start, (long)lock.l_len, lock.l_pid > 0 ? 1 : (int)lock.l_pid);
    } else if (order.how == 4) {
      close(*file);
      *file = open(path, order.file == 2 ? O_RDONLY : O_RDWR);
      sprintf(answer, "opened anew");
    } else if (order.how == 5) {
      close(dup(*file));
      sprintf(answer, "copied and closed");
    } else {
      sprintf(answer, "%s", why(flock(*file, (order.kind == F_UNLCK ? LOCK_UN
                                              : order.kind == F_RDLCK ? LOCK_SH : LOCK_EX) |
                                                 LOCK_NB)));
    }
    write(answers, answer, sizeof answer);
  }
  _exit(0);
}

static void table(void) {
  char line[200];
  char type[10], advisory[10], kind[10], end[30];
  int number, pid;
  unsigned major, minor;
  unsigned long node;
  long long start;
  FILE *file = fopen("/proc/locks", "r");
  while (file && fgets(line, sizeof line, file)) {
    char *at = strchr(line, ':') + 2;
    int waits = !strncmp(at, "-> ", 3);
    if (waits) at += 3;
    if (sscanf(at, "%9s %9s %9s %d %x:%x:%lu %lld %29s", type, advisory, kind, &pid, &major,
               &minor, &node, &start, end) == 9 &&
        node == inode && who(pid) != 9) {
      printf("  %s%.*s%s %d %lld %s\n", waits ? "-> " : "", (int)(strstr(at, kind) - at), at,
             kind, who(pid), start, end);
    }
  }
  if (file) fclose(file);
  fflush(stdout);
}

static void machine(unsigned steps) {
  int to[WORKERS][2], from[WORKERS][2];
  unsigned step;
  int i;
  fflush(stdout);
  for (i = 0; i < WORKERS; i++) {
    pipe2(to[i], O_CLOEXEC);
    pipe2(from[i], O_CLOEXEC);
    workers[i] = fork();
    if (workers[i] == 0) {
      int j;
      for (j = 0; j <= i; j++) close(to[j][1]);
      work(to[i][0], from[i][1]);
    }
  }
  for (step = 0; step < steps; step++) {
    static const int kinds[] = {F_RDLCK, F_WRLCK, F_UNLCK};
    static const int lengths[] = {1, 2, 5, 10, 0, -3, -1};
    struct order order;
    char answer[120];
    unsigned how = any(24);
    i = any(WORKERS);
    order.how = how < 12 ? 0 : how < 15 ? 1 : how < 18 ? 2 : how < 20 ? 3 : how - 16;
    if (order.how > 5) order.how = 6;
    if ((order.how == 4 || order.how == 5) && any(3)) order.how = 0;
    order.file = any(FILES);
    order.kind = any(20) ? kinds[any(3)] : 7;
    order.whence = any(8) ? SEEK_SET : any(4);
    order.start = any(30);
    order.length = lengths[any(7)];
    write(to[i][1], &order, sizeof order);
    read(from[i][0], answer, sizeof answer);
    printf("%d %d: %d %d %d %ld %d: %s\n", i, order.how, order.file, order.kind, order.whence,
           order.start, order.length, answer);
    if (any(4) == 0) table();
  }
  for (i = 0; i < WORKERS; i++) {
    close(to[i][1]);
    close(from[i][0]);
  }
  for (i = 0; i < WORKERS; i++) waitpid(workers[i], NULL, 0);
  table();
}

static int set(int file, int how, int kind, long start, long length) {
  struct flock lock;
  memset(&lock, 0, sizeof lock);
  lock.l_type = kind;
  lock.l_start = start;
  lock.l_len = length;
  return fcntl(file, how, &lock);
}

static int set64(int file, int how, int kind, int whence, long long start, long long length) {
  struct flock64 lock;
  memset(&lock, 0, sizeof lock);
  lock.l_type = kind;
  lock.l_whence = whence;
  lock.l_start = start;
  lock.l_len = length;
  return syscall(SYS_fcntl64, file, how, &lock);
}

static void say(const char *what, long status) {
  printf("%s: %s\n", what, why(status));
  fflush(stdout);
}

static void nothing(int signal) { (void)signal; }

static void waiting(void) {
  int file = open(path, O_RDWR);
  int other = open(path, O_RDWR);
  int status;
  pid_t child;
  struct sigaction action;
  struct itimerval soon = {{0, 0}, {0, 20000}};
  say("ours", set(file, F_SETLK, F_WRLCK, 0, 10));
  fflush(stdout);
  child = workers[0] = fork();
  if (child == 0) {
    say("child at once", set(file, F_SETLK, F_WRLCK, 5, 1));
    say("child's own", set(file, F_SETLK, F_WRLCK, 20, 5));
    status = set(file, F_SETLKW, F_WRLCK, 5, 10);
    rest(10);
    say("child waits", status);
    rest(80);
    _exit(0);
  }
  rest(30);
  table();
  say("deadlock", set(other, F_SETLKW, F_RDLCK, 22, 1));
  say("no deadlock", set(other, F_SETLK, F_RDLCK, 22, 1));
  say("half", set(file, F_SETLK, F_UNLCK, 0, 7));
  rest(20);
  table();
  say("all", set(file, F_SETLK, F_UNLCK, 0, 0));
  rest(40);
  table();
  say("ours again", set(file, F_SETLKW, F_RDLCK, 6, 1));
  waitpid(child, &status, 0);
  close(other);
  table();
  memset(&action, 0, sizeof action);
  action.sa_handler = nothing;
  sigaction(SIGALRM, &action, NULL);
  set(file, F_OFD_SETLK, F_WRLCK, 0, 0);
  setitimer(ITIMER_REAL, &soon, NULL);
  other = open(path, O_RDWR);
  say("interrupted", set(other, F_OFD_SETLKW, F_WRLCK, 3, 3));
  table();
  fflush(stdout);
  child = fork();
  if (child == 0) {
    close(other);
    say("child has it", set(file, F_OFD_SETLK, F_WRLCK, 1, 1));
    say("child unlocks", set(file, F_OFD_SETLK, F_UNLCK, 1, 1));
    _exit(0);
  }
  waitpid(child, &status, 0);
  table();
  say("open file's and process's", set(other, F_SETLK, F_WRLCK, 0, 1));
  close(file);
  say("given back", set(other, F_SETLK, F_WRLCK, 0, 0));
  say("flock beside", flock(other, LOCK_EX));
  table();
  close(other);
  table();
}

static void refusals(void) {
  int file = open(path, O_RDONLY);
  int writer = open(path, O_WRONLY);
  int name = open(path, O_PATH);
  struct flock lock;
  ftruncate(writer, 100);
  say("write of a reader", set(file, F_SETLK, F_WRLCK, 0, 0));
  say("read of a writer", set(writer, F_SETLK, F_RDLCK, 0, 0));
  say("unlock", set(writer, F_SETLK, F_UNLCK, 0, 0));
  say("path", set(name, F_SETLK, F_UNLCK, 0, 0));
  say("closed", set(99, F_SETLK, F_UNLCK, 0, 0));
  say("wrong kind", set(file, F_SETLK, 5, 0, 0));
  say("wrong kind to get", set(file, F_GETLK, F_UNLCK, 0, 0));
  say("before the file", set(file, F_SETLK, F_RDLCK, -1, 0));
  say("ends before", set(file, F_SETLK, F_RDLCK, 3, -4));
  say("backward", set(file, F_SETLK, F_RDLCK, 3, -3));
  table();
  say("no address", syscall(SYS_fcntl64, file, F_SETLK, 0));
  say("too far", set64(file, F_SETLK64, F_RDLCK, 0, 0x7fffffffffffffffll, 2));
  say("the last", set64(file, F_SETLK64, F_RDLCK, 0, 0x7fffffffffffffffll, 1));
  say("past the end", set64(file, F_SETLK64, F_RDLCK, SEEK_END, 0x7fffffffffffffffll, 1));
  say("from the end", set64(file, F_SETLK64, F_RDLCK, SEEK_END, -10, 5));
  say("wrong whence", set64(file, F_SETLK64, F_RDLCK, 3, 0, 5));
  say("fcntl of 64", syscall(SYS_fcntl, file, F_SETLK64, &lock));
  say("fcntl of open files", syscall(SYS_fcntl, file, F_OFD_SETLK, &lock));
  memset(&lock, 0, sizeof lock);
  say("fcntl", syscall(SYS_fcntl, file, F_SETLK, &lock));
  table();
  close(file);
  table();
}

int main(int count, char **words) {
  unsigned first = count > 1 ? atoi(words[1]) : 1;
  unsigned runs = count > 2 ? atoi(words[2]) : 12;
  unsigned run;
  struct stat status;
  cpu_set_t one;
  int file = mkstemp(path);
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  sched_setaffinity(0, sizeof one, &one);
  write(file, "0123456789", 10);
  fstat(file, &status);
  inode = status.st_ino;
  close(file);
  workers[0] = workers[1] = workers[2] = -7;
  for (run = first; run < first + runs; run++) {
    state = run * 7919;
    printf("run %u\n", run);
    machine(80);
  }
  workers[0] = workers[1] = workers[2] = -7;
  waiting();
  refusals();
  unlink(path);
  return 0;
}
