/* Message queues of POSIX in a namespace of their own, and the files that show them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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

static void heard(int signal, siginfo_t *info, void *context) {
  (void)context;
  printf("signal %d code %d value %d from %d\n", signal, info->si_code, info->si_value.sival_int,
         info->si_pid == getpid());
  fflush(stdout);
}

static void ended(const char *what) {
  int status = 0;
  wait(&status);
  printf("%s ended %x\n", what, status);
  fflush(stdout);
}

static void get(const char *what, mqd_t queue) {
  char text[8192];
  unsigned priority = 77;
  long size = mq_receive(queue, text, sizeof text, &priority);
  if (size < 0) {
    say(what, size);
  } else {
    printf("%s: %ld '%.*s' %u\n", what, size, (int)size, text, priority);
    fflush(stdout);
  }
}

static void show(const char *path) {
  char text[200];
  int file = open(path, O_RDONLY);
  ssize_t size = read(file, text, sizeof text);
  struct stat status;
  fstat(file, &status);
  printf("%s: %o size %d: %.*s", path, status.st_mode, (int)status.st_size, (int)size, text);
  fflush(stdout);
  close(file);
}

static void attributes(const char *what, mqd_t queue) {
  struct mq_attr have;
  if (mq_getattr(queue, &have) < 0) {
    say(what, -1);
    return;
  }
  printf("%s: flags %lx most %ld of %ld bytes, now %ld\n", what, have.mq_flags, have.mq_maxmsg,
         have.mq_msgsize, have.mq_curmsgs);
  fflush(stdout);
}

static void open_all(void) {
  struct mq_attr sizes = {0, 3, 16, 0};
  mqd_t queue;
  say("none", mq_open("/a", O_RDWR));
  say("no slash", mq_open("/a/b", O_RDWR | O_CREAT, 0600, NULL));
  say("no name", mq_open("/", O_RDWR | O_CREAT, 0600, NULL));
  queue = mq_open("/a", O_RDWR | O_CREAT, 0660, NULL);
  say("made", queue >= 0);
  printf("closed by exec %d, flags %x\n", fcntl(queue, F_GETFD), fcntl(queue, F_GETFL) & ~O_LARGEFILE);
  attributes("usual", queue);
  say("there", mq_open("/a", O_RDWR | O_CREAT | O_EXCL, 0600, NULL));
  close(queue);
  sizes.mq_maxmsg = 0;
  say("no messages", mq_open("/b", O_RDWR | O_CREAT, 0600, &sizes));
  sizes.mq_maxmsg = 70000;
  say("too many", mq_open("/b", O_RDWR | O_CREAT, 0600, &sizes));
  say("unlink", mq_unlink("/a"));
  say("again", mq_unlink("/a"));
}

static void messages(void) {
  struct mq_attr sizes = {0, 3, 16, 0};
  struct timespec soon, wrong = {0, -1};
  struct pollfd polled;
  mqd_t queue = mq_open("/q", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &sizes), reader, writer;
  char text[16];
  attributes("small", queue);
  say("low", mq_send(queue, "low", 3, 1));
  say("high", mq_send(queue, "high", 4, 9));
  say("low", mq_send(queue, "low 2", 5, 1));
  say("full", mq_send(queue, "more", 4, 1));
  say("long", mq_send(queue, "12345678901234567", 17, 1));
  say("priority", mq_send(queue, "a", 1, 32768));
  show("/tmp/queues/q");
  polled = (struct pollfd){queue, POLLIN | POLLOUT, 0};
  poll(&polled, 1, 0);
  printf("%x\n", polled.revents);
  say("little room", mq_receive(queue, text, 15, NULL));
  get("first", queue);
  poll(&polled, 1, 0);
  printf("%x\n", polled.revents);
  get("second", queue);
  get("third", queue);
  get("none", queue);
  poll(&polled, 1, 0);
  printf("%x\n", polled.revents);
  say("fault", mq_send(queue, (char *)1, 5, 0));
  sizes.mq_flags = 0;
  say("waits", mq_setattr(queue, &sizes, NULL));
  attributes("waits", queue);
  sizes.mq_flags = 1;
  say("unknown flag", syscall(SYS_mq_getsetattr, queue, &sizes, NULL));
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_nsec += 20000000;
  if (soon.tv_nsec >= 1000000000) {
    soon.tv_sec++;
    soon.tv_nsec -= 1000000000;
  }
  say("in time", mq_timedreceive(queue, text, 16, NULL, &soon));
  say("wrong time", mq_timedreceive(queue, text, 16, NULL, &wrong));
  reader = mq_open("/q", O_RDONLY);
  writer = mq_open("/q", O_WRONLY);
  say("send to reader", mq_send(reader, "a", 1, 0));
  say("receive from writer", mq_receive(writer, text, 16, NULL));
  say("no queue", mq_send(0, "a", 1, 0));
  if (fork() == 0) {
    get("child", reader);
    _exit(0);
  }
  rest(40);
  mq_send(writer, "for it", 6, 3);
  ended("child");
  mq_send(queue, "1", 1, 0);
  mq_send(queue, "2", 1, 0);
  mq_send(queue, "3", 1, 0);
  if (fork() == 0) {
    long sent = mq_send(writer, "4", 1, 5);
    rest(40);
    say("sender", sent);
    _exit(0);
  }
  rest(40);
  get("room", queue);
  ended("sender");
  get("by priority", queue);
  if (fork() == 0) {
    signal(SIGALRM, nothing);
    siginterrupt(SIGALRM, 1);
    get("left", queue);
    get("left", queue);
    alarm(1);
    get("alarm", queue);
    _exit(0);
  }
  ended("alarm");
}

static void notices(void) {
  struct mq_attr sizes = {0, 3, 16, 0};
  struct sigevent wish = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  struct sigaction action = {0};
  char text[8192];
  int sent[2];
  mqd_t queue = mq_open("/n", O_RDWR | O_CREAT, 0600, &sizes), other;
  action.sa_sigaction = heard;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(SIGUSR1, &action, NULL);
  wish.sigev_value.sival_int = 42;
  say("ask", mq_notify(queue, &wish));
  say("busy", mq_notify(queue, &wish));
  if (fork() == 0) {
    say("busy for all", mq_notify(queue, &wish));
    mq_send(queue, "hello", 5, 0);
    mq_send(queue, "again", 5, 0);
    _exit(0);
  }
  ended("sender");
  get("told", queue);
  say("no more", mq_send(queue, "three", 5, 0));
  get("again", queue);
  say("ask", mq_notify(queue, &wish));
  say("not empty", mq_send(queue, "four", 4, 0));
  get("three", queue);
  get("four", queue);
  say("empty now", mq_send(queue, "five", 4, 0));
  get("five", queue);
  wish.sigev_notify = SIGEV_NONE;
  say("none", mq_notify(queue, &wish));
  say("busy", mq_notify(queue, &wish));
  say("withdraw", mq_notify(queue, NULL));
  say("nothing to withdraw", mq_notify(queue, NULL));
  wish.sigev_notify = SIGEV_SIGNAL;
  wish.sigev_signo = 77;
  say("signal", mq_notify(queue, &wish));
  wish.sigev_signo = SIGUSR1;
  say("ask", mq_notify(queue, &wish));
  other = mq_open("/n", O_RDONLY);
  close(other);
  say("closed by another", mq_notify(queue, &wish));
  pipe(sent);
  if (fork() == 0) {
    long size = mq_receive(queue, text, sizeof text, NULL);
    read(sent[0], text, 1);
    say("waits", size);
    _exit(0);
  }
  rest(40);
  say("not told", mq_send(queue, "six", 3, 0));
  write(sent[1], "", 1);
  ended("receiver");
  close(sent[0]);
  close(sent[1]);
  say("told", mq_send(queue, "seven", 5, 0));
}

static void rights(void) {
  char text[200];
  mqd_t queue = mq_open("/r", O_RDWR | O_CREAT, 0640, NULL);
  int file, i, made = 0;
  FILE *limit;
  link("/tmp/queues/r", "/tmp/queues/s");
  say("link", access("/tmp/queues/s", F_OK));
  say("rename", rename("/tmp/queues/r", "/tmp/queues/s"));
  say("folder", mkdir("/tmp/queues/d", 0700));
  file = open("/tmp/queues/made", O_RDWR | O_CREAT, 0600);
  attributes("by a file", file);
  say("write", write(file, "a", 1));
  close(file);
  say("unlinked", unlink("/tmp/queues/made"));
  limit = fopen("/proc/sys/fs/mqueue/queues_max", "r");
  printf("limit %s", fgets(text, sizeof text, limit));
  if (fork() == 0) {
    setgid(1000);
    setuid(1000);
    say("open", mq_open("/r", O_RDONLY));
    say("unlink", mq_unlink("/r"));
    for (i = 0; i < 300; i++) {
      sprintf(text, "/u%d", i);
      if (mq_open(text, O_RDONLY | O_CREAT, 0600, NULL) < 0) {
        break;
      }
      made++;
    }
    say("some", mq_open(text, O_RDONLY | O_CREAT, 0600, NULL));
    printf("%d made\n", made);
    say("own", mq_unlink("/u0"));
    say("another", mq_open("/u0", O_RDONLY | O_CREAT, 0600, NULL) >= 0);
    _exit(0);
  }
  ended("user");
  if (fork() == 0) {
    say("unshare", unshare(CLONE_NEWIPC));
    say("not there", mq_open("/r", O_RDONLY));
    _exit(0);
  }
  ended("other");
  mq_send(queue, "kept", 4, 0);
  mq_unlink("/r");
  get("without a name", queue);
}

int main(void) {
  if (unshare(CLONE_NEWIPC | CLONE_NEWNS) < 0 ||
      mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) {
    printf("not allowed\n");
    return 0;
  }
  umask(022);
  mkdir("/tmp/queues", 0700);
  if (mount("m", "/tmp/queues", "mqueue", 0, NULL) < 0) {
    printf("not allowed\n");
    return 0;
  }
  open_all();
  messages();
  notices();
  rights();
  return 0;
}
