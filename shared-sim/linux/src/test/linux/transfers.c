// Bytes that go from file to file within the kernel, and pages that files are given beforehand.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *what, long result) {
  printf("%s %ld %s\n", what, result, result == -1 ? strerror(errno) : "");
}

static int file(const char *name, const char *text) {
  int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
  write(fd, text, strlen(text));
  lseek(fd, 0, SEEK_SET);
  return fd;
}

static void show(const char *name) {
  char text[200];
  int fd = open(name, O_RDONLY);
  int count = read(fd, text, sizeof text);
  printf("%s:", name);
  for (int i = 0; i < count; i++) printf(text[i] >= ' ' ? "%c" : "<%d>", text[i]);
  printf("\n");
  close(fd);
}

static void sends(void) {
  int in = file("in", "0123456789abcdef");
  int out = file("out", "");
  say("all", sendfile(out, in, NULL, 1000));
  say("at its end", sendfile(out, in, NULL, 10));
  say("position", lseek(in, 0, SEEK_CUR));
  off_t at = 4;
  say("from four", sendfile(out, in, &at, 3));
  printf("offset %ld position %ld\n", (long)at, (long)lseek(in, 0, SEEK_CUR));
  at = -1;
  say("before the beginning", sendfile(out, in, &at, 3));
  say("a bad address", syscall(SYS_sendfile, out, in, 16, 3));
  int readonly = open("in", O_RDONLY);
  int writeonly = open("out", O_WRONLY);
  say("into what only reads", sendfile(readonly, in, NULL, 3));
  say("out of what only writes", sendfile(out, writeonly, NULL, 3));
  say("nowhere", sendfile(99, in, NULL, 3));
  say("from nowhere", sendfile(out, 99, NULL, 3));
  int append = open("out", O_WRONLY | O_APPEND);
  say("appending", sendfile(append, in, NULL, 3));
  int pipes[2];
  pipe(pipes);
  lseek(in, 0, SEEK_SET);
  say("into a pipe", sendfile(pipes[1], in, NULL, 5));
  at = 0;
  say("out of a pipe with a position", sendfile(out, pipes[0], &at, 5));
  char text[10] = "";
  say("read", read(pipes[0], text, 9));
  printf("%s\n", text);
  int here = open(".", O_RDONLY);
  say("a directory", sendfile(out, here, NULL, 5));
  int null = open("/dev/null", O_WRONLY);
  lseek(in, 0, SEEK_SET);
  say("into null", sendfile(null, in, NULL, 5));
  close(pipes[0]);
  signal(SIGPIPE, SIG_IGN);
  say("a broken pipe", sendfile(pipes[1], in, NULL, 5));
  show("out");
}

// What does not fit at once waits and goes on.
static void sendsMuch(void) {
  int in = file("much", "");
  ftruncate(in, 300000);
  pwrite(in, "end", 3, 299997);
  int ends[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  if (fork() == 0) {
    close(ends[1]);
    long sum = 0;
    char buffer[5000];
    char last[4] = "";
    for (int count; (count = read(ends[0], buffer, sizeof buffer)) > 0; sum += count)
      if (count >= 3) memcpy(last, buffer + count - 3, 3);
    printf("got %ld %s\n", sum, last);
    exit(0);
  }
  close(ends[0]);
  long sum = 0;
  for (long count; (count = sendfile(ends[1], in, NULL, 300000)) > 0;) sum += count;
  close(ends[1]);
  wait(NULL);
  printf("sent %ld\n", sum);
  fcntl(in, F_SETFL, 0);
  int pipes[2];
  pipe2(pipes, O_NONBLOCK);
  lseek(in, 0, SEEK_SET);
  say("a full pipe", sendfile(pipes[1], in, NULL, 300000));
  say("a full pipe again", sendfile(pipes[1], in, NULL, 300000));
}

static void copies(void) {
  int in = file("in", "0123456789abcdef");
  int out = file("copy", "");
  say("copy", copy_file_range(in, NULL, out, NULL, 10, 0));
  say("rest", copy_file_range(in, NULL, out, NULL, 1000, 0));
  say("nothing", copy_file_range(in, NULL, out, NULL, 1000, 0));
  off64_t from = 2, to = 20;
  say("places", copy_file_range(in, &from, out, &to, 4, 0));
  printf("%lld %lld %ld\n", (long long)from, (long long)to, (long)lseek(out, 0, SEEK_CUR));
  from = 0, to = 2;
  say("overlapping", copy_file_range(in, &from, in, &to, 4, 0));
  from = 0, to = 8;
  say("within", copy_file_range(in, &from, in, &to, 4, 0));
  say("flags", copy_file_range(in, NULL, out, NULL, 4, 2));
  int here = open(".", O_RDONLY);
  say("directory", copy_file_range(here, NULL, out, NULL, 4, 0));
  int pipes[2];
  pipe(pipes);
  say("pipe", copy_file_range(pipes[0], NULL, out, NULL, 4, 0));
  int readonly = open("in", O_RDONLY);
  say("reads", copy_file_range(in, NULL, readonly, NULL, 4, 0));
  int append = open("copy", O_WRONLY | O_APPEND);
  say("appends", copy_file_range(in, NULL, append, NULL, 4, 0));
  show("copy");
  show("in");
}

static void sizes(const char *what, int fd) {
  struct stat64 st;
  fstat64(fd, &st);
  printf("%s: %lld bytes %lld blocks\n", what, (long long)st.st_size, (long long)st.st_blocks);
}

static void allocates(void) {
  int fd = file("pages", "");
  say("pages", fallocate64(fd, 0, 0, 20000));
  sizes("pages", fd);
  say("kept", fallocate64(fd, FALLOC_FL_KEEP_SIZE, 20000, 20000));
  sizes("kept", fd);
  pwrite(fd, "abcdefgh", 8, 4094);
  say("hole", fallocate64(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 4096, 8192));
  sizes("hole", fd);
  say("part", fallocate64(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 4095, 1));
  char text[8];
  pread(fd, text, 8, 4094);
  for (int i = 0; i < 8; i++) printf("%d ", text[i]);
  printf("\n");
  say("hole alone", fallocate64(fd, FALLOC_FL_PUNCH_HOLE, 0, 1));
  say("no length", fallocate64(fd, 0, 0, 0));
  say("before", fallocate64(fd, 0, -1, 1));
  say("unknown", fallocate64(fd, 0x100, 0, 1));
  int readonly = open("pages", O_RDONLY);
  say("reads", fallocate64(readonly, 0, 0, 1));
  int pipes[2];
  pipe(pipes);
  say("pipe", fallocate64(pipes[1], 0, 0, 1));
  int null = open("/dev/null", O_WRONLY);
  say("device", fallocate64(null, 0, 0, 1));
  say("nobody", fallocate64(99, 0, 0, 1));
  say("advice", posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL));
  say("bad advice", posix_fadvise(fd, 0, 0, 77));
  say("advice for a pipe", posix_fadvise(pipes[0], 0, 0, 0));
  say("ahead", readahead(fd, 0, 100));
  say("ahead of a pipe", readahead(pipes[0], 0, 100));
  char *map = mmap(0, 16384, PROT_READ, MAP_SHARED, fd, 0);
  unsigned char in[4] = {9, 9, 9, 9};
  volatile char touched = map[0];
  say("in memory", mincore(map, 16384, in));
  printf("first %d\n", in[0] & 1);
  say("not aligned", mincore(map + 1, 1, in));
  say("not mapped", mincore((void *)0x1000, 4096, in));
}

// Of the files that the kernel makes up, only some have what sendfile(2) takes from.
static void sendsMadeUp(void) {
  const char *names[] = {"self/status",  "self/mounts",        "self/mountinfo",  "self/maps",
                         "self/comm",    "self/cmdline",       "self/environ",    "self/auxv",
                         "self/uid_map", "self/cgroup",        "self/net/dev",    "sysvipc/msg",
                         "swaps",        "stat",               "version",         "uptime",
                         "cmdline",      "sys/kernel/hostname", "self/fdinfo/0",  "self/io",
                         "meminfo",      "filesystems",        "self/limits",     "loadavg"};
  int null = open("/dev/null", O_WRONLY);
  for (int i = 0; i < 24; i++) {
    char path[60];
    snprintf(path, sizeof path, "/proc/%s", names[i]);
    int fd = open(path, O_RDONLY);
    errno = 0;
    int sent = sendfile(null, fd, NULL, 1000);
    printf("%s %d %s\n", names[i], sent > 0, sent < 0 ? strerror(errno) : "");
    close(fd);
  }
  int fd = open("/proc/self/status", O_RDONLY);
  say("nothing of it", sendfile(null, fd, NULL, 0));
}

// What RLIMIT_MEMLOCK leaves to who has no CAP_IPC_LOCK.
static void locks(void) {
  char *memory = mmap(NULL, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct rlimit most = {0, 8 * 4096};
  setrlimit(RLIMIT_MEMLOCK, &most);
  say("root locks", mlock(memory, 4096));
  if (fork() == 0) {
    setresuid(65534, 65534, 65534);
    say("none may be locked", mlock(memory, 4096));
    say("nowhere", mlock((void *)16, 4096));
    say("nothing", mlock(memory, 0));
    say("all", mlockall(MCL_CURRENT));
    say("unlocked", munlock(memory, 4096));
    most.rlim_cur = 3 * 4096;
    setrlimit(RLIMIT_MEMLOCK, &most);
    say("three pages", mlock(memory, 3 * 4096));
    munlock(memory, 3 * 4096);
    say("over the edge", mlock(memory + 1, 3 * 4096));
    say("all", mlockall(MCL_CURRENT));
    _exit(0);
  }
  wait(NULL);
}

int main(void) {
  char folder[] = "/dev/shm/transfersXXXXXX";
  mkdir("/dev/shm", 01777);
  mkdtemp(folder);
  chdir(folder);
  setvbuf(stdout, NULL, _IONBF, 0);
  sends();
  sendsMuch();
  copies();
  allocates();
  sendsMadeUp();
  locks();
  char *names[] = {"in", "out", "much", "copy", "pages"};
  for (int i = 0; i < 5; i++) unlink(names[i]);
  rmdir(folder);
  return 0;
}
