/* Pseudoterminals (pty(7)): how they are made and named, what goes through them, job control, sizes,
 * and how either end hangs up. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#ifndef TIOCGPTPEER
#define TIOCGPTPEER 0x5441
#endif

static const char *why(long status) { return status < 0 ? strerror(errno) : "done"; }

static void say(const char *what, long status) {
  printf("%s: %s\n", what, why(status));
  fflush(stdout);
}

static void rest(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

/* What is written arrives a moment later under a kernel that has other things to do. */
static void show(const char *what, int file) {
  struct pollfd arrives = {file, POLLIN, 0};
  char bytes[300];
  int i;
  int count;
  poll(&arrives, 1, 300);
  rest(20);
  count = read(file, bytes, sizeof bytes);
  printf("%s: %d ", what, count);
  if (count < 0) printf("%s", strerror(errno));
  for (i = 0; i < count; i++) {
    if (bytes[i] >= ' ' && bytes[i] < 127) putchar(bytes[i]);
    else printf("\\%02x", bytes[i] & 0xff);
  }
  printf("\n");
  fflush(stdout);
}

static void ready(const char *what, int file) {
  struct pollfd poll_one = {file, POLLIN | POLLOUT | POLLPRI, 0};
  rest(100);
  poll(&poll_one, 1, 0);
  printf("%s: %x\n", what, poll_one.revents);
  fflush(stdout);
}

static int multiplexer(int flags) { return open("/dev/ptmx", O_RDWR | O_NOCTTY | flags); }

static int unlocked(int master) {
  int no = 0;
  ioctl(master, TIOCSPTLCK, &no);
  return open(ptsname(master), O_RDWR | O_NOCTTY);
}

static void names(void) {
  struct stat status;
  struct statfs system;
  int locked = -1;
  int number = -1;
  int master = multiplexer(0);
  int slave;
  char expected[40];
  printf("master %d\n", master >= 0);
  say("number", ioctl(master, TIOCGPTN, &number));
  sprintf(expected, "/dev/pts/%d", number);
  printf("name %d\n", ptsname(master) && !strcmp(ptsname(master), expected));
  say("locked", ioctl(master, 0x80045439, &locked));
  printf("lock %d\n", locked);
  say("open locked", open(expected, O_RDWR | O_NOCTTY));
  locked = 0;
  say("unlock", ioctl(master, TIOCSPTLCK, &locked));
  slave = open(expected, O_RDWR | O_NOCTTY);
  printf("slave %d tty %d %d\n", slave >= 0, isatty(slave), isatty(master));
  fstat(slave, &status);
  printf("slave is %o own %d device %d %d inode %d\n", status.st_mode & S_IFMT,
         status.st_uid == getuid(), major(status.st_rdev), minor(status.st_rdev) == number,
         (int)status.st_ino == number + 3);
  fstat(master, &status);
  printf("master is %o device %d %d\n", status.st_mode & S_IFMT, major(status.st_rdev),
         minor(status.st_rdev));
  fstatfs(slave, &system);
  printf("magic %lx\n", (long)system.f_type);
  printf("ttyname %d\n", ttyname(slave) && !strcmp(ttyname(slave), expected));
  say("number of the slave", ioctl(slave, TIOCGPTN, &number));
  say("lock of the slave", ioctl(slave, TIOCSPTLCK, &number));
  say("make there", open("/dev/pts/new", O_CREAT | O_RDWR, 0600));
  say("remove there", unlink(expected));
  close(slave);
  slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  printf("peer %d %d\n", slave >= 0, fcntl(slave, F_GETFD));
  write(slave, "x", 1);
  show("from the peer", master);
  close(master);
  say("after the master", open(expected, O_RDWR | O_NOCTTY));
  say("gone", access(expected, F_OK));
  close(slave);
}

static void flows(void) {
  struct termios modes;
  int master = multiplexer(O_NONBLOCK);
  int slave = unlocked(master);
  int on = 1;
  char line[5000];
  fcntl(slave, F_SETFL, O_NONBLOCK);
  ready("new master", master);
  ready("new slave", slave);
  show("nothing", master);
  show("nothing", slave);
  say("type", write(master, "hello\r", 6));
  show("echo", master);
  ready("slave", slave);
  show("line", slave);
  say("half", write(master, "ab\177c", 4));
  show("echo", master);
  show("no line", slave);
  say("end", write(master, "\004", 1));
  show("half a line", slave);
  say("end", write(master, "\004", 1));
  show("end of file", slave);
  say("print", write(slave, "one\ntwo", 7));
  rest(100);
  ioctl(master, FIONREAD, &on);
  printf("waits %d\n", on);
  show("printed", master);
  on = 1;
  say("packets", ioctl(master, TIOCPKT, &on));
  write(slave, "packet", 6);
  show("packet", master);
  on = 0;
  ioctl(master, TIOCPKT, &on);
  say("modes of the master", tcgetattr(master, &modes));
  printf("modes %o %o %o\n", modes.c_iflag, modes.c_oflag, modes.c_lflag);
  cfmakeraw(&modes);
  say("raw", tcsetattr(slave, TCSANOW, &modes));
  write(master, "a\r\003", 3);
  show("no echo", master);
  show("raw bytes", slave);
  write(slave, "a\n", 2);
  show("raw output", master);
  memset(line, 'x', sizeof line);
  printf("much %d\n", (int)write(master, line, 100) == 100);
  rest(100);
  printf("much of it %d\n", (int)read(slave, line, sizeof line));
  say("seek", lseek(master, 0, SEEK_SET));
  close(slave);
  ready("slave closed", master);
  show("slave closed", master);
  say("write to nobody", write(master, "q", 1));
  slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_NONBLOCK);
  ready("slave again", master);
  show("slave again", master);
  write(slave, "rest", 4);
  close(slave);
  ready("rest", master);
  show("rest", master);
  show("end", master);
  close(master);
}

static int hung_up;
static int resized;

static void count(int signal) {
  hung_up += signal == SIGHUP;
  resized += signal == SIGWINCH;
}

static void hang_up(void) {
  int master = multiplexer(0);
  int slave = unlocked(master);
  struct termios modes;
  struct winsize size = {0};
  int epoll = epoll_create1(0);
  struct epoll_event event = {EPOLLIN | EPOLLET, {0}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, slave, &event);
  write(master, "lost\n", 5);
  close(master);
  ready("hung up", slave);
  rest(100);
  printf("epoll %d", epoll_wait(epoll, &event, 1, 0));
  printf(" %x\n", event.events);
  show("hung up", slave);
  say("write", write(slave, "x", 1));
  say("modes", tcgetattr(slave, &modes));
  say("size", ioctl(slave, TIOCGWINSZ, &size));
  say("group", tcsetpgrp(slave, getpgrp()));
  close(slave);
}

/* A child leads a session on the terminal; both watch what the other gets. */
static void session(void) {
  int master = multiplexer(0);
  int slave = unlocked(master);
  int status;
  int group = -1;
  pid_t child;
  struct winsize size = {30, 100, 0, 0};
  say("size", ioctl(master, TIOCSWINSZ, &size));
  say("no group yet", tcgetpgrp(slave));
  say("its group", ioctl(master, TIOCGPGRP, &group));
  printf("group %d\n", group);
  say("session of nobody", tcgetsid(master));
  say("not a leader", ioctl(slave, TIOCSCTTY, 0));
  fflush(stdout);
  child = fork();
  if (child == 0) {
    char line[100];
    struct sigaction action;
    struct winsize now = {0};
    memset(&action, 0, sizeof action);
    action.sa_handler = count;
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGWINCH, &action, NULL);
    close(master);
    setsid();
    say("no terminal", open("/dev/tty", O_RDWR));
    say("control", ioctl(slave, TIOCSCTTY, 0));
    say("control again", ioctl(slave, TIOCSCTTY, 0));
    printf("group %d session %d tty %d\n", tcgetpgrp(slave) == getpid(),
           tcgetsid(slave) == getpid(), open("/dev/tty", O_RDWR) >= 0);
    ioctl(slave, TIOCGWINSZ, &now);
    printf("size %d %d\n", now.ws_row, now.ws_col);
    fflush(stdout);
    write(slave, "ready\n", 6);
    pause();
    ioctl(slave, TIOCGWINSZ, &now);
    printf("resized %d: %d %d\n", resized, now.ws_row, now.ws_col);
    fflush(stdout);
    write(slave, "seen\n", 5);
    status = read(slave, line, sizeof line);
    printf("read %d %s hung up %d\n", status, why(status), hung_up);
    printf("read again %d\n", (int)read(slave, line, sizeof line));
    status = write(slave, "x", 1);
    printf("write %d %s\n", status, why(status));
    say("no terminal any more", open("/dev/tty", O_RDWR));
    fflush(stdout);
    _exit(5);
  }
  close(slave);
  show("child", master);
  rest(20);
  group = -1;
  ioctl(master, TIOCGPGRP, &group);
  printf("group is child's %d session %d\n", group == child, tcgetsid(master) == child);
  size.ws_row = 40;
  ioctl(master, TIOCSWINSZ, &size);
  show("child", master);
  rest(20);
  close(master);
  waitpid(child, &status, 0);
  printf("ended %x\n", status);
}

/* Keys are signals to the group in front; when the leader ends, the master reads no more. */
static void keys(void) {
  int master = multiplexer(0);
  int slave = unlocked(master);
  int status;
  int go[2];
  int gone[2];
  char byte;
  pid_t child;
  pipe(go);
  pipe(gone);
  child = fork();
  if (child == 0) {
    pid_t other;
    setsid();
    close(master);
    slave = open(ttyname(slave), O_RDWR);
    other = fork();
    if (other == 0) {
      signal(SIGINT, SIG_IGN);
      signal(SIGHUP, SIG_IGN);
      close(go[1]);
      close(gone[0]);
      write(slave, "go\n", 3);
      read(go[0], &byte, 1);
      printf("other writes: %s\n", why(write(slave, "still here\n", 11)));
      fflush(stdout);
      _exit(0);
    }
    pause();
    _exit(1);
  }
  close(slave);
  close(go[0]);
  show("child", master);
  say("interrupt", write(master, "\003", 1));
  waitpid(child, &status, 0);
  printf("ended %x\n", status);
  show("echo", master);
  /* The other writes when the leader is known to have ended, and is waited for. */
  close(go[1]);
  close(gone[1]);
  read(gone[0], &byte, 1);
  close(gone[0]);
  ready("leader ended", master);
  show("leader ended", master);
  rest(100);
  say("signal", ioctl(master, 0x40045436, SIGINT));
  say("wrong signal", ioctl(master, 0x40045436, SIGTERM));
  close(master);
}

static int numbered(int master) {
  int number = -1;
  ioctl(master, 0x80045430, &number);
  return number;
}

/* A number is taken as long as somebody has the terminal open, and its name is not. */
static void numbers(void) {
  char path[40];
  int zero = 0;
  int slave;
  int other;
  int master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  int first = numbered(master);
  ioctl(master, 0x40045431, &zero);
  slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY);
  close(master);
  sprintf(path, "/dev/pts/%d", first);
  say("name", open(path, O_RDWR | O_NOCTTY));
  sprintf(path, "/proc/self/fd/%d", slave);
  say("reopen", open(path, O_RDWR | O_NOCTTY));
  master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  printf("same %d\n", numbered(master) == first);
  close(slave);
  other = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  printf("same %d\n", numbered(other) == first);
  close(other);
  sprintf(path, "/proc/self/fd/%d", master);
  other = open(path, O_RDWR | O_NOCTTY);
  say("reopened", other);
  printf("same %d\n", numbered(other) == numbered(master));
  close(other);
  close(master);
  other = open("/dev/ptmx", O_PATH);
  sprintf(path, "/proc/self/fd/%d", other);
  master = open(path, O_RDWR | O_NOCTTY);
  say("by its path", master);
  close(master);
  close(other);
}

/* With the leader of its session a process loses its terminal. */
static void without_leader(void) {
  char byte;
  int zero = 0;
  int slave;
  int ends[2];
  int master = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  pid_t child;
  pipe(ends);
  ioctl(master, 0x40045431, &zero);
  fflush(stdout);
  child = fork();
  if (child == 0) {
    setsid();
    slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY);
    say("terminal", ioctl(slave, TIOCSCTTY, 0));
    say("again", ioctl(slave, TIOCSCTTY, 0));
    say("own", open("/dev/tty", O_RDWR));
    fflush(stdout);
    if (fork() == 0) {
      signal(SIGHUP, SIG_IGN);
      rest(200);
      say("leaderless", open("/dev/tty", O_RDWR));
      _exit(0);
    }
    rest(50);
    _exit(0);
  }
  waitpid(child, NULL, 0);
  close(ends[1]);
  read(ends[0], &byte, 1);
  close(ends[0]);
  close(master);
}

int main(void) {
  /* Whoever is run may lead a session; a child does not. */
  int status;
  signal(SIGHUP, SIG_DFL); /* whoever runs it in the background may ignore it */
  if (fork() == 0) {
    names();
    numbers();
    without_leader();
    flows();
    hang_up();
    session();
    keys();
    exit(4);
  }
  wait(&status);
  return WEXITSTATUS(status);
}
