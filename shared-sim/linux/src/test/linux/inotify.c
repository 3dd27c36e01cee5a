/* What is told of files of a tmpfs that is mounted for this, in order, and what is refused. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#define TOP "/tmp/watched"

static int in;
static unsigned first_cookie;

static void say(const char *what, long status) {
  printf("%s: %ld %s\n", what, status, status < 0 ? strerror(errno) : "");
  fflush(stdout);
}

static void show(const char *what) {
  static const char *const names[] = {"ACCESS", "MODIFY",  "ATTRIB", "CLOSE_WRITE", "CLOSE_NOWRITE",
                                      "OPEN",   "MOVED_FROM", "MOVED_TO", "CREATE", "DELETE",
                                      "DELETE_SELF", "MOVE_SELF", "?", "UNMOUNT", "Q_OVERFLOW",
                                      "IGNORED"};
  char buffer[8192];
  ssize_t size, at = 0;
  printf("%s:", what);
  while ((size = read(in, buffer, sizeof buffer)) > 0) {
    for (at = 0; at < size;) {
      struct inotify_event *event = (struct inotify_event *)(buffer + at);
      int i;
      printf(" %d", event->wd);
      for (i = 0; i < 16; i++) {
        if (event->mask & 1u << i) {
          printf(" %s", names[i]);
        }
      }
      printf("%s", event->mask & IN_ISDIR ? "|dir" : "");
      if (event->cookie) {
        first_cookie = first_cookie ? first_cookie : event->cookie;
        printf(" cookie %u", event->cookie - first_cookie);
      }
      printf(event->len ? " '%s'(%u);" : ";", event->name, event->len);
      at += (ssize_t)sizeof *event + event->len;
    }
  }
  printf("%s\n", errno == EAGAIN ? "" : strerror(errno));
  fflush(stdout);
}

static int watch(const char *path, uint32_t mask) { return inotify_add_watch(in, path, mask); }

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  write(file, text, strlen(text));
  close(file);
}

static void files(void) {
  char buffer[100];
  int file;
  say("watch", watch(TOP, IN_ALL_EVENTS));
  put("a", "hello");
  show("made");
  put("a", "again");
  show("cut");
  say("watch file", watch("a", IN_ALL_EVENTS));
  file = open("a", O_RDWR);
  read(file, buffer, 2);
  read(file, buffer, 2);
  read(file, buffer, 100);
  read(file, buffer, 100);
  show("read");
  write(file, "x", 1);
  write(file, "y", 1);
  pwrite(file, "z", 1, 0);
  ftruncate(file, 3);
  show("written");
  fchmod(file, 0600);
  fchown(file, 0, 0);
  fchown(file, -1, -1);
  show("fchmod, fchown");
  close(file);
  show("closed");
  chmod("a", 0644);
  chown("a", 0, 0);
  truncate("a", 2);
  utimensat(AT_FDCWD, "a", NULL, 0);
  setxattr("a", "trusted.b", "1", 1, 0);
  removexattr("a", "trusted.b");
  show("by path");
  file = open("a", O_PATH);
  close(file);
  show("path only");
  link("a", "b");
  show("link");
  file = open("b", O_RDONLY);
  read(file, buffer, 1);
  show("by the other name");
  close(file);
  symlink("a", "c");
  show("symlink");
  mkfifo("f", 0600);
  show("fifo");
  unlink("c");
  unlink("f");
  show("unlinked");
  unlink("b");
  show("one name left");
  file = open("a", O_RDONLY);
  unlink("a");
  show("no name left");
  read(file, buffer, 1);
  show("read without a name");
  close(file);
  show("gone");
}

static void folders(void) {
  int file, i;
  mkdir("d", 0755);
  say("watch d", watch("d", IN_ALL_EVENTS | IN_ONLYDIR));
  show("mkdir");
  put("d/long name of a file", "");
  show("inside");
  file = open("d", O_RDONLY);
  syscall(SYS_getdents64, file, (char[512]){0}, 512);
  close(file);
  show("listed");
  put("e", "1");
  show("e");
  rename("e", "d/e");
  show("moved in");
  rename("d/e", "d/f");
  show("renamed");
  put("g", "2");
  watch("d/f", IN_ALL_EVENTS);
  file = open("g", O_RDONLY);
  show("g");
  rename("g", "d/f");
  show("over another");
  read(file, (char[1]){0}, 1);
  close(file);
  show("open while renamed");
  rename("d", "h");
  show("folder renamed");
  mkdir("h/i", 0700);
  rename("h/i", "i");
  rmdir("i");
  show("folder inside");
  for (i = 0; i < 2; i++) {
    unlink(i ? "h/f" : "h/long name of a file");
  }
  rmdir("h");
  show("folder removed");
}

static void choices(void) {
  int one, file;
  put("a", "1");
  show("made");
  one = watch("a", IN_ACCESS);
  say("the same", watch("a", IN_MODIFY) == one);
  put("a", "2");
  show("replaced");
  watch("a", IN_MASK_ADD | IN_ATTRIB);
  chmod("a", 0600);
  put("a", "3");
  show("added");
  say("new only", watch("a", IN_MASK_CREATE | IN_ACCESS));
  say("both", watch("a", IN_MASK_CREATE | IN_MASK_ADD | IN_ACCESS));
  say("no events", watch("a", 0));
  say("unknown", watch("a", 0x10000));
  say("folders only", watch("a", IN_ONLYDIR | IN_ACCESS));
  say("nothing there", watch("nothing", IN_ACCESS));
  say("fault", watch((char *)1, IN_ACCESS));
  say("no inotify", inotify_add_watch(0, "a", IN_ACCESS));
  say("closed", inotify_add_watch(77, "a", IN_ACCESS));
  say("remove", inotify_rm_watch(in, one));
  show("removed");
  say("remove again", inotify_rm_watch(in, one));
  say("remove of none", inotify_rm_watch(0, one));
  one = watch("a", IN_OPEN | IN_ONESHOT);
  put("a", "4");
  show("once");
  say("not there", inotify_rm_watch(in, one));
  symlink("a", "s");
  show("link");
  say("link itself", watch("s", IN_ALL_EVENTS | IN_DONT_FOLLOW) != watch("a", IN_ATTRIB));
  unlink("s");
  show("link gone");
  watch(TOP, IN_ALL_EVENTS | IN_EXCL_UNLINK);
  file = open("a", O_RDWR);
  unlink("a");
  show("unlinked");
  write(file, "x", 1);
  close(file);
  show("not told");
}

static void waits(void) {
  struct pollfd poll_in = {in, POLLIN | POLLOUT, 0};
  struct epoll_event event = {EPOLLIN, {0}};
  int bytes = -1, epoll = epoll_create1(0), status;
  char small[20];
  say("poll", poll(&poll_in, 1, 0));
  say("epoll", epoll_ctl(epoll, EPOLL_CTL_ADD, in, &event));
  ioctl(in, FIONREAD, &bytes);
  printf("%d bytes\n", bytes);
  put("name", "1");
  ioctl(in, FIONREAD, &bytes);
  printf("%d bytes\n", bytes);
  say("poll", poll(&poll_in, 1, 0));
  printf("%x\n", poll_in.revents);
  say("epoll", epoll_wait(epoll, &event, 1, 0));
  say("small", read(in, small, 20));
  say("write", write(in, "a", 1));
  say("seek", lseek(in, 0, SEEK_SET));
  show("name");
  fcntl(in, F_SETFL, 0);
  if (fork() == 0) {
    struct timespec time = {0, 30000000};
    nanosleep(&time, NULL);
    mkdir("late", 0700);
    _exit(0);
  }
  status = (int)read(in, (char[100]){0}, 100);
  say("waited", status);
  wait(NULL);
  fcntl(in, F_SETFL, O_NONBLOCK);
  show("rest");
}

static void program(void) {
  char buffer[4096];
  ssize_t size;
  int from = open("/proc/self/exe", O_RDONLY), to;
  watch(TOP, IN_DELETE);
  to = open("prog", O_WRONLY | O_CREAT, 0755);
  while ((size = read(from, buffer, sizeof buffer)) > 0) {
    write(to, buffer, (size_t)size);
  }
  close(to);
  close(from);
  show("copied");
  watch(TOP, IN_OPEN | IN_CLOSE);
  if (fork() == 0) {
    execl("./prog", "prog", "quiet", NULL);
    _exit(1);
  }
  wait(NULL);
  show("run");
}

static void many(void) {
  int i, old;
  FILE *limit = fopen("/proc/sys/fs/inotify/max_queued_events", "r+");
  fscanf(limit, "%d", &old);
  printf("limit %d\n", old);
  fseek(limit, 0, SEEK_SET);
  fprintf(limit, "4\n");
  fflush(limit);
  watch(TOP, IN_CREATE);
  close(inotify_init1(IN_NONBLOCK));
  in = inotify_init1(IN_NONBLOCK);
  watch(TOP, IN_CREATE | IN_DELETE);
  for (i = 0; i < 6; i++) {
    char name[8];
    sprintf(name, "n%d", i);
    put(name, "");
  }
  show("too many");
  unlink("n1");
  show("once more");
  fseek(limit, 0, SEEK_SET);
  fprintf(limit, "%d\n", old);
  fclose(limit);
  for (i = 0; i < 300 && inotify_init() >= 0; i++) {
  }
  say(i > 100 && i < 300 ? "instances" : "other instances", errno == EMFILE ? 1 : 0);
}

int main(int count, char **arguments) {
  char text[100];
  (void)arguments;
  if (count > 1) {
    return 0;
  }
  mkdir(TOP, 0755);
  if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
      mount("t", TOP, "tmpfs", 0, NULL) < 0) {
    printf("not allowed\n");
    return 0;
  }
  chdir(TOP);
  say("flags", inotify_init1(1));
  in = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  text[readlink("/proc/self/fd/3", text, 99)] = 0;
  printf("%d %s %x %x\n", in, text, fcntl(in, F_GETFL) & ~O_LARGEFILE, fcntl(in, F_GETFD));
  show("nothing");
  files();
  folders();
  choices();
  waits();
  program();
  watch(TOP, IN_ALL_EVENTS);
  watch("late", IN_OPEN);
  chdir("/");
  show("left");
  say("unmount", umount(TOP));
  show("unmounted");
  mount("t", TOP, "tmpfs", 0, NULL);
  chdir(TOP);
  many();
  return 0;
}
