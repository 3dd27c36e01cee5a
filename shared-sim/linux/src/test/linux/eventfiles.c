/* epoll_wait(2) that waits, eventfd(2), timerfd_create(2) and signalfd(2), and what each refuses. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void say(const char *what, long status) {
  printf("%s: %ld %s\n", what, status, status < 0 ? strerror(errno) : "");
  fflush(stdout);
}

static void rest(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static void nothing(int signal) { (void)signal; }

static void name(int descriptor) {
  char path[40];
  char target[100];
  struct stat status;
  int length;
  sprintf(path, "/proc/self/fd/%d", descriptor);
  length = readlink(path, target, sizeof target - 1);
  target[length < 0 ? 0 : length] = 0;
  fstat(descriptor, &status);
  printf("%s %o %d flags %x %d\n", target, status.st_mode & 07777, (int)status.st_size,
         fcntl(descriptor, F_GETFL) & ~O_LARGEFILE, fcntl(descriptor, F_GETFD));
}

static int add(int epoll, int file, uint32_t events) {
  struct epoll_event event;
  event.events = events;
  event.data.u64 = file;
  return epoll_ctl(epoll, EPOLL_CTL_ADD, file, &event);
}

static void wait_for(const char *what, int epoll, int milliseconds) {
  struct epoll_event events[8];
  int i;
  int count = epoll_wait(epoll, events, 8, milliseconds);
  if (count < 0) {
    say(what, count);
    return;
  }
  printf("%s: %d", what, count);
  for (i = 0; i < count; i++) printf(" %x", events[i].events);
  printf("\n");
  fflush(stdout);
}

static void refusals(void) {
  struct epoll_event event = {EPOLLIN, {0}};
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  int ends[2];
  int file = open("/proc/self/exe", O_RDONLY);
  int folder = open("/", O_RDONLY);
  int null = open("/dev/null", O_RDWR);
  int path = open("/dev/null", O_PATH);
  int chain[8];
  int i;
  name(epoll);
  pipe(ends);
  say("create 0", epoll_create(0));
  say("create -1", epoll_create(-1));
  say("create1 1", epoll_create1(1));
  say("file", add(epoll, file, EPOLLIN));
  say("folder", add(epoll, folder, EPOLLIN));
  say("null", add(epoll, null, EPOLLIN));
  say("path", add(epoll, path, EPOLLIN));
  say("itself", add(epoll, epoll, EPOLLIN));
  say("no epoll", add(ends[0], ends[1], EPOLLIN));
  say("closed", add(epoll, 99, EPOLLIN));
  say("no address", epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], NULL));
  say("no address to delete", epoll_ctl(epoll, EPOLL_CTL_DEL, ends[0], NULL));
  say("wrong", epoll_ctl(epoll, 7, ends[0], &event));
  say("pipe", add(epoll, ends[0], EPOLLIN));
  say("again", add(epoll, ends[0], EPOLLIN));
  say("exclusive once-only", add(epoll, ends[1], EPOLLEXCLUSIVE | EPOLLONESHOT));
  say("exclusive", add(epoll, ends[1], EPOLLEXCLUSIVE | EPOLLOUT));
  event.events = EPOLLOUT;
  say("modified", epoll_ctl(epoll, EPOLL_CTL_MOD, ends[1], &event));
  say("delete", epoll_ctl(epoll, EPOLL_CTL_DEL, ends[1], NULL));
  event.events = EPOLLOUT | EPOLLEXCLUSIVE;
  say("modified to exclusive", epoll_ctl(epoll, EPOLL_CTL_MOD, ends[0], &event));
  say("wait for none", epoll_wait(epoll, &event, 0, 0));
  say("wait for less", epoll_wait(epoll, &event, -1, 0));
  write(ends[1], "x", 1);
  say("wait nowhere", epoll_wait(epoll, (void *)16, 1, 0));
  wait_for("still there", epoll, 0);
  for (i = 0; i < 8; i++) {
    chain[i] = epoll_create1(0);
    if (i > 0) say("chain", add(chain[i], chain[i - 1], EPOLLIN));
  }
  say("circle", add(chain[0], chain[3], EPOLLIN));
  say("below", add(chain[0], ends[0], EPOLLIN));
  wait_for("above", chain[3], 0);
  say("read", read(epoll, &event, sizeof event));
  say("write", write(epoll, &event, sizeof event));
  say("seek", lseek(epoll, 0, SEEK_SET));
}

static void waits(void) {
  int epoll = epoll_create1(0);
  int ends[2];
  int status;
  pid_t child;
  struct epoll_event event;
  struct sigaction action;
  struct itimerval soon = {{0, 0}, {0, 30000}};
  sigset_t none;
  pipe(ends);
  add(epoll, ends[0], EPOLLIN);
  wait_for("nothing", epoll, 20);
  child = fork();
  if (child == 0) {
    rest(30);
    write(ends[1], "hello", 5);
    rest(30);
    close(ends[1]);
    _exit(0);
  }
  close(ends[1]);
  wait_for("child", epoll, -1);
  wait_for("level", epoll, -1);
  read(ends[0], &event, 5);
  wait_for("hang-up", epoll, -1);
  waitpid(child, &status, 0);
  close(ends[0]);
  wait_for("closed", epoll, 0);
  memset(&action, 0, sizeof action);
  action.sa_handler = nothing;
  action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  wait_for("signal", epoll, 1000);
  sigemptyset(&none);
  sigaddset(&none, SIGALRM);
  sigprocmask(SIG_BLOCK, &none, NULL);
  setitimer(ITIMER_REAL, &soon, NULL);
  rest(50);
  wait_for("blocked signal", epoll, 10);
  sigemptyset(&none);
  say("signal in pwait", epoll_pwait(epoll, &event, 1, 1000, &none));
  say("nothing in pwait", epoll_pwait(epoll, &event, 1, 10, &none));
  sigprocmask(SIG_UNBLOCK, NULL, NULL);
}

static void counters(void) {
  uint64_t value = 5;
  int file = eventfd(3, EFD_NONBLOCK);
  int semaphore = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC);
  int waits = eventfd(0, 0);
  int status;
  pid_t child;
  name(file);
  name(semaphore);
  say("wrong flags", eventfd(0, 4));
  say("short read", read(file, &value, 4));
  say("short write", write(file, &value, 4));
  say("long write", write(file, "0123456789abcdef", 16));
  say("add", write(file, &value, 8));
  say("take", read(file, &value, 8));
  say("value", value);
  say("empty", read(file, &value, 8));
  value = -1;
  say("too much", write(file, &value, 8));
  value = -2;
  say("most", write(file, &value, 8));
  value = 1;
  say("full", write(file, &value, 8));
  value = 0;
  say("none", write(file, &value, 8));
  say("long read", read(file, (char[100]){0}, 100));
  say("one", read(semaphore, &value, 8));
  say("value", value);
  say("two", read(semaphore, &value, 8));
  say("three", read(semaphore, &value, 8));
  say("seek", lseek(file, 0, SEEK_SET));
  child = fork();
  if (child == 0) {
    value = 7;
    rest(20);
    write(waits, &value, 8);
    _exit(0);
  }
  say("waited", read(waits, &value, 8));
  say("value", value);
  waitpid(child, &status, 0);
}

static struct itimerspec timer(long first, long period) {
  struct itimerspec time = {{period / 1000, period % 1000 * 1000000},
                            {first / 1000, first % 1000 * 1000000}};
  return time;
}

static void timers(void) {
  int file = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  int epoll = epoll_create1(0);
  struct itimerspec time = timer(30, 0);
  struct itimerspec before;
  struct timespec now;
  uint64_t count = 0;
  name(file);
  say("wrong clock", timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0));
  say("wrong flags", timerfd_create(CLOCK_MONOTONIC, 3));
  say("no timer", timerfd_settime(epoll, 0, &time, NULL));
  say("wrong flags", timerfd_settime(file, 8, &time, NULL));
  time.it_value.tv_nsec = 1000000000;
  say("wrong time", timerfd_settime(file, 0, &time, NULL));
  time = timer(30, 0);
  add(epoll, file, EPOLLIN | EPOLLET);
  say("set", timerfd_settime(file, 0, &time, NULL));
  timerfd_gettime(file, &before);
  printf("rest %d %d\n", before.it_value.tv_sec == 0 && before.it_value.tv_nsec > 1000000,
         (int)before.it_interval.tv_nsec);
  wait_for("not yet", epoll, 0);
  wait_for("expired", epoll, 1000);
  say("short", read(file, &count, 4));
  say("read", read(file, &count, 8));
  say("count", count);
  fcntl(file, F_SETFL, O_NONBLOCK);
  say("read", read(file, &count, 8));
  time = timer(20, 20);
  say("periodic", timerfd_settime(file, 0, &time, &before));
  printf("before %ld %ld\n", (long)before.it_value.tv_nsec, (long)before.it_interval.tv_nsec);
  rest(90);
  wait_for("periods", epoll, 0);
  wait_for("told once", epoll, 30);
  say("read", read(file, &count, 8));
  printf("several %d\n", count >= 4 && count <= 7);
  timerfd_gettime(file, &before);
  printf("goes on %d %ld\n", before.it_value.tv_nsec > 0, (long)before.it_interval.tv_nsec);
  time = timer(0, 0);
  say("ended", timerfd_settime(file, 0, &time, &before));
  printf("before %d %ld\n", before.it_value.tv_nsec > 0, (long)before.it_interval.tv_nsec);
  timerfd_gettime(file, &before);
  printf("none %ld %ld\n", (long)before.it_value.tv_nsec, (long)before.it_interval.tv_nsec);
  clock_gettime(CLOCK_MONOTONIC, &now);
  memset(&time, 0, sizeof time);
  time.it_value = now;
  say("past", timerfd_settime(file, TFD_TIMER_ABSTIME, &time, NULL));
  fcntl(file, F_SETFL, 0);
  say("read", read(file, &count, 8));
  say("count", count);
  time.it_value.tv_sec = 1;
  close(file);
  file = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);
  time.it_interval.tv_sec = 0;
  say("long past", timerfd_settime(file, TFD_TIMER_ABSTIME, &time, NULL));
  rest(5);
  say("read", read(file, &count, 8));
  say("count", count);
}

static void signals(void) {
  struct signalfd_siginfo info[4];
  sigset_t set;
  union sigval value;
  int file;
  int i;
  int count;
  int status;
  pid_t child;
  int epoll = epoll_create1(0);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGRTMIN + 1);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGKILL);
  sigprocmask(SIG_BLOCK, &set, NULL);
  file = signalfd(-1, &set, SFD_NONBLOCK);
  name(file);
  say("wrong flags", signalfd(-1, &set, 1));
  say("no signal file", signalfd(epoll, &set, 0));
  say("closed", signalfd(77, &set, 0));
  say("wrong size", syscall(SYS_signalfd4, -1, &set, 4, 0));
  add(epoll, file, EPOLLIN | EPOLLET);
  say("nothing", read(file, info, sizeof info));
  wait_for("nothing", epoll, 0);
  kill(getpid(), SIGUSR1);
  value.sival_int = 42;
  sigqueue(getpid(), SIGRTMIN + 1, value);
  sigqueue(getpid(), SIGRTMIN + 1, value);
  wait_for("signals", epoll, 0);
  say("short", read(file, info, 100));
  count = read(file, info, sizeof info);
  say("read", count);
  for (i = 0; i < count / (int)sizeof *info; i++) {
    printf("signal %u code %d own %d int %d ptr %d\n", info[i].ssi_signo, info[i].ssi_code,
           info[i].ssi_pid == getpid(), info[i].ssi_int, (int)info[i].ssi_ptr);
  }
  say("write", write(file, info, sizeof info));
  child = fork();
  if (child == 0) _exit(9);
  fcntl(file, F_SETFL, 0);
  count = read(file, info, sizeof info);
  printf("child %d: signal %u code %d pid %d status %d\n", count, info[0].ssi_signo,
         info[0].ssi_code, info[0].ssi_pid == child, info[0].ssi_status);
  waitpid(child, &status, 0);
  sigdelset(&set, SIGUSR1);
  say("changed", signalfd(file, &set, 0) == file);
  kill(getpid(), SIGUSR1);
  fcntl(file, F_SETFL, O_NONBLOCK);
  say("not asked for", read(file, info, sizeof info));
}

/* How many descriptors of one file an epoll takes, that others watch, or that watches others. */
static int watch_often(int epoll, int file, int most) {
  int count = 0;
  int copies[64];
  int i;
  int result = 0;
  while (result == 0 && count < most) {
    copies[count] = dup(file);
    result = add(epoll, copies[count], EPOLLIN);
    if (result == 0) count++;
    else say("one more", result);
  }
  for (i = 0; i < count; i++) close(copies[i]);
  return count;
}

static void ways(void) {
  uint64_t one = 1;
  int widths[4] = {40, 40, 40, 40};
  int narrow[4] = {4, 5, 3, 4};
  int turn;
  int i;
  for (turn = 0; turn < 2; turn++) {
    int epolls[5];
    int counter = eventfd(0, EFD_NONBLOCK);
    int below = counter;
    for (i = 0; i < 4; i++) {
      epolls[i] = epoll_create1(0);
      printf("level %d: %d\n", i, watch_often(epolls[i], below, turn == 0 ? widths[i] : narrow[i]));
      below = epolls[i];
    }
    say("write", write(counter, &one, 8));
    wait_for("top", below, 0);
    epolls[4] = epoll_create1(0);
    say("above", add(epolls[4], below, EPOLLIN));
    say("too deep", add(epoll_create1(0), epolls[4], EPOLLIN));
    say("circle", add(epolls[0], epolls[3], EPOLLIN));
    say("another", add(epolls[1], eventfd(0, 0), EPOLLIN));
    say("seek", lseek(counter, 5, SEEK_SET));
    say("wrong seek", lseek(counter, 5, 99));
  }
}

int main(void) {
  refusals();
  ways();
  waits();
  counters();
  timers();
  signals();
  return 3;
}
