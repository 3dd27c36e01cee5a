/* What /proc/PID tells of threads, descriptors, memory and settings, and whom it tells. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[8192];
static int length;

static const char *result(long value) {
  return value < 0 ? strerror(errno) : "done";
}

static int read_file(const char *path) {
  int fd = open(path, O_RDONLY);
  length = fd < 0 ? -1 : (int)read(fd, text, sizeof text - 1);
  text[length < 0 ? 0 : length] = 0;
  if (fd >= 0) {
    int error = errno;
    close(fd);
    errno = error;
  }
  return length;
}

static void tell(const char *path) {
  int count = read_file(path);
  printf("%s: %s\n", path, count < 0 ? strerror(errno) : text);
}

static void put(const char *path, const char *what) {
  int fd = open(path, O_WRONLY);
  printf("%s < %s: ", path, what);
  if (fd < 0) {
    printf("open: %s\n", strerror(errno));
    return;
  }
  printf("%s\n", result(write(fd, what, strlen(what))));
  close(fd);
}

/* Inode numbers and mounts differ between machines. */
static void tell_descriptor(const char *what, int fd) {
  char path[64], *line;
  sprintf(path, "/proc/self/fdinfo/%d", fd);
  printf("%s: %d\n", what, read_file(path) > 0);
  for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    char *at = strstr(line, " ino:"), *range = strrchr(line, ':');
    if (!strncmp(line, "mnt_id", 6) || !strncmp(line, "ino", 3) || strstr(line, "eventfd-id")) {
      continue;
    }
    if (!strncmp(line, "it_value", 8)) {
      puts("it_value"); /* time goes on */
      continue;
    }
    if (!strncmp(line, "lock", 4)) {
      *strstr(line, "WRITE") = 0;
      printf("%s%s\n", line, strchr(range, ' '));
      continue;
    }
    if (at) {
      *at = 0;
    }
    printf("%s\n", line);
  }
}

static void descriptors(void) {
  struct epoll_event event = {EPOLLIN, {.u64 = 77}};
  struct itimerspec spec = {{5, 0}, {100, 0}};
  struct flock range = {F_WRLCK, SEEK_SET, 2, 4, 0};
  sigset_t set;
  int counter = eventfd(5, EFD_SEMAPHORE | EFD_CLOEXEC), timer = timerfd_create(CLOCK_MONOTONIC, 0);
  int poll = epoll_create1(0), file = open("/tmp/locked", O_RDWR | O_CREAT | O_APPEND, 0644);
  int place = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int ends[2];
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  tell_descriptor("counter", counter);
  tell_descriptor("signals", signalfd(-1, &set, 0));
  timerfd_settime(timer, 0, &spec, NULL);
  tell_descriptor("timer", timer);
  epoll_ctl(poll, EPOLL_CTL_ADD, counter, &event);
  tell_descriptor("epoll", poll);
  write(file, "0123456789", 10);
  tell_descriptor("file", file);
  flock(file, LOCK_EX);
  tell_descriptor("flock", file);
  flock(file, LOCK_UN);
  fcntl(file, F_SETLK, &range);
  tell_descriptor("range", file);
  tell_descriptor("folder", place);
  pipe(ends);
  tell_descriptor("pipe", ends[1]);
  tell("/proc/self/fdinfo/999");
  unlink("/tmp/locked");
}

static int others;
static pthread_mutex_t stay = PTHREAD_MUTEX_INITIALIZER;

static void *other(void *started) {
  char path[64], link[64];
  int count;
  others = (int)syscall(SYS_gettid);
  prctl(PR_SET_NAME, "another", 0, 0, 0);
  sprintf(path, "%d/task/%d", getpid(), others);
  count = (int)readlink("/proc/thread-self", link, sizeof link);
  printf("thread-self: %d\n", count == (int)strlen(path) && !memcmp(path, link, (size_t)count));
  pthread_mutex_unlock(started);
  pthread_mutex_lock(&stay);
  return NULL;
}

static void threads(void) {
  pthread_t thread;
  pthread_mutex_t started = PTHREAD_MUTEX_INITIALIZER;
  char path[64];
  struct stat about;
  int own, its;
  pthread_mutex_lock(&stay);
  pthread_mutex_lock(&started);
  stat("/proc/self/task", &about);
  printf("links %d\n", (int)about.st_nlink);
  pthread_create(&thread, NULL, other, &started);
  pthread_mutex_lock(&started);
  stat("/proc/self/task", &about);
  printf("links %d mode %o\n", (int)about.st_nlink, about.st_mode);
  sprintf(path, "/proc/self/task/%d/comm", others);
  printf("comm in task: %d %s", read_file(path) > 0, text);
  sprintf(path, "/proc/%d/comm", others);
  printf("by its number: %d %s", read_file(path) > 0, text);
  sprintf(path, "/proc/self/task/%d/status", others);
  read_file(path);
  own = strtol(strstr(text, "Tgid:") + 5, NULL, 10) == getpid();
  its = strtol(strstr(text, "\nPid:") + 5, NULL, 10) == others;
  printf("status: %d %d %.10s\n", own, its, strstr(text, "Threads:"));
  sprintf(path, "/proc/self/task/%d/stat", others);
  read_file(path);
  printf("stat: %d\n", atoi(text) == others);
  sprintf(path, "/proc/self/task/%d/task", others);
  printf("task in task: %s\n", result(access(path, F_OK)));
  sprintf(path, "/proc/self/task/%d/timerslack_ns", others);
  printf("slack in task: %s\n", result(access(path, F_OK)));
  sprintf(path, "/proc/self/task/%d/fd/0", others);
  printf("fd in task: %s\n", result(access(path, F_OK)));
  printf("1 in task: %s\n", result(access("/proc/self/task/1", F_OK)));
  sprintf(path, "/proc/self/task/%d/wchan", others);
  pthread_mutex_unlock(&stay);
  pthread_join(thread, NULL);
  sprintf(path, "/proc/self/task/%d", others);
  printf("ended: %s\n", result(access(path, F_OK)));
}

static int constant = 42;
static const int unwritable[1024] = {1, 2, 3};

static void memory(void) {
  int fd = open("/proc/self/mem", O_RDWR), value = 0;
  long long at = (unsigned)&constant;
  char *shared = mmap(NULL, 8192, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *hidden = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char two[8192];
  printf("read %d", (int)pread64(fd, &value, 4, at));
  printf(" %d\n", value);
  value = 43;
  printf("write %d", (int)pwrite64(fd, &value, 4, at));
  printf(" %d\n", *(volatile int *)&constant);
  printf("to what may not be written %d", (int)pwrite64(fd, &value, 4, (unsigned)&unwritable[1]));
  printf(" %d %d\n", ((volatile const int *)unwritable)[1], ((volatile const int *)unwritable)[2]);
  printf("shared %s\n", result(pwrite64(fd, &value, 4, (unsigned)shared)));
  printf("hidden %s\n", result(pwrite64(fd, &value, 4, (unsigned)hidden)));
  value = 0;
  printf("hidden %d", (int)pread64(fd, &value, 4, (unsigned)hidden));
  printf(" %d\n", value);
  printf("nothing %s\n", result(pread64(fd, &value, 4, 16)));
  printf("at 0 %s\n", result(pwrite64(fd, &value, 4, 0)));
  munmap(shared + 4096, 4096);
  printf("short %d\n", (int)pread64(fd, two, sizeof two, (unsigned)shared));
  printf("no place %s\n", result(pread64(fd, (void *)16, 4, at)));
  close(fd);
}

/* The child of a child looks, as another user and as itself. */
static void look_at(int pid, const char *who) {
  static const char *const names[] = {"environ", "auxv", "mem", "fdinfo", "fdinfo/0", "fd", "syscall",
    "personality", "wchan", "oom_score", "task", "maps", "coredump_filter", "loginuid", "status",
    "ns/net", "cwd", "limits", NULL};
  char path[64];
  for (int i = 0; names[i]; i++) {
    sprintf(path, "/proc/%d/%s", pid, names[i]);
    int fd = open(path, O_RDONLY);
    printf("%s %s: %s", who, names[i], result(fd));
    if (fd >= 0) {
      printf(", %s", result(read(fd, text, 1)));
      close(fd);
    }
    puts("");
  }
  fflush(stdout);
}

static void rights(void) {
  int ends[2], child, status;
  pipe(ends);
  fflush(stdout);
  child = fork();
  if (child == 0) {
    char letter;
    read(ends[0], &letter, 1);
    _exit(0);
  }
  usleep(100000);
  look_at(child, "root");
  char path[64], want[64];
  sprintf(path, "/proc/%d/syscall", child);
  read_file(path);
  sprintf(want, "3 0x%x 0x", ends[0]);
  printf("waits in read: %d\n", !strncmp(text, want, strlen(want)));
  fflush(stdout);
  int other = fork();
  if (other == 0) {
    setgid(1000);
    setuid(1000);
    look_at(child, "another");
    sprintf(path, "/proc/%d/timerslack_ns", child);
    put("/proc/self/timerslack_ns", "77");
    printf("another's slack: %s\n", result(open(path, O_WRONLY)));
    _exit(0);
  }
  waitpid(other, &status, 0);
  kill(child, SIGSTOP);
  waitpid(child, &status, WUNTRACED);
  sprintf(path, "/proc/%d/wchan", child);
  read_file(path);
  printf("stopped: %s\n", text);
  sprintf(path, "/proc/%d/mem", child);
  int mem = open(path, O_RDONLY);
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  printf("behind the end: %d\n", (int)pread64(mem, text, 4, 0x8048000));
  close(mem);
}

static void settings(void) {
  static const char *const names[] = {"timerslack_ns", "oom_score_adj", "oom_adj",
    "personality", NULL};
  char path[64];
  for (int i = 0; names[i]; i++) {
    sprintf(path, "/proc/self/%s", names[i]);
    tell(path);
  }
  put("/proc/self/coredump_filter", "0x1ff");
  tell("/proc/self/coredump_filter");
  put("/proc/self/coredump_filter", "7777");
  tell("/proc/self/coredump_filter");
  put("/proc/self/coredump_filter", "x");
  put("/proc/self/timerslack_ns", "1234\n");
  printf("slack %d\n", prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0));
  prctl(PR_SET_TIMERSLACK, 4321, 0, 0, 0);
  tell("/proc/self/timerslack_ns");
  put("/proc/self/timerslack_ns", "0");
  tell("/proc/self/timerslack_ns");
  put("/proc/self/oom_adj", "15");
  tell("/proc/self/oom_score_adj");
  put("/proc/self/oom_adj", "-18");
  put("/proc/self/oom_score_adj", "1001");
  tell("/proc/self/oom_adj");
  put("/proc/self/oom_score_adj", "300");
  tell("/proc/self/oom_adj");
  put("/proc/self/oom_score_adj", "0");
  put("/proc/self/oom_score_adj", "0x10");
  put("/proc/self/oom_score_adj", "010");
  tell("/proc/self/oom_score_adj");
  put("/proc/self/oom_score_adj", "0");
  fflush(stdout);
  if (fork() == 0) {
    setgid(1000);
    setuid(1000);
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    put("/proc/self/oom_score_adj", "500");
    printf("%d\n", read_file("/proc/self/oom_score") > 0 && atoi(text) / 10 >= 99 && atoi(text) < 1020);
    put("/proc/self/oom_score_adj", "100");
    put("/proc/self/oom_score_adj", "-1");
    put("/proc/self/oom_adj", "0");
    fflush(stdout);
    _exit(0);
  }
  wait(NULL);
}

int main(int count, char **arguments, char **environment) {
  char *given[] = {"A=1", "BB=two words", NULL}, *line[] = {"prog", "again", NULL};
  if (count == 1) {
    execve("/proc/self/exe", line, given);
  }
  read_file("/proc/self/environ");
  printf("environ %d %s %s\n", length, text, text + 4);
  environment[0][2] = '7';
  read_file("/proc/self/environ");
  printf("environ %s\n", text);
  descriptors();
  threads();
  memory();
  rights();
  settings();
  return 0;
}
