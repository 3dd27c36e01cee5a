// What a process has used: its files io, smaps, smaps_rollup, sched and schedstat.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[200000];

static int get(const char *name) {
  int fd = open(name, O_RDONLY);
  int sum = 0;
  for (int count; (count = read(fd, text + sum, sizeof text - 1 - sum)) > 0;) sum += count;
  text[sum] = 0;
  close(fd);
  return sum;
}

static long long word(const char *name) {
  char *at = strstr(text, name);
  return at ? atoll(at + strlen(name)) : -1;
}

static void io(void) {
  struct stat st;
  stat("/proc/self/io", &st);
  printf("io %o\n", st.st_mode);
  int first = get("/proc/self/io");
  long long read0 = word("rchar: "), calls0 = word("syscr: ");
  long long written0 = word("wchar: "), writes0 = word("syscw: ");
  int zero = open("/dev/zero", O_RDONLY);
  int null = open("/dev/null", O_WRONLY);
  char buffer[1000];
  read(zero, buffer, 1000);
  pread(zero, buffer, 10, 0);
  read(zero, buffer, 0);
  read(99, buffer, 5);
  read(null, buffer, 5);
  write(null, buffer, 300);
  write(zero, "x", 1);
  write(99, "x", 1);
  write(null, buffer, 0);
  if (fork() == 0) {
    write(null, buffer, 500);
    _exit(0);
  }
  wait(0);
  get("/proc/self/io");
  printf("read %lld %lld\n", word("rchar: ") - read0 - first, word("syscr: ") - calls0);
  printf("written %lld %lld\n", word("wchar: ") - written0, word("syscw: ") - writes0);
  printf("%s", strstr(text, "read_bytes") ? "disk\n" : "");
  printf("cancelled %lld\n", word("cancelled_write_bytes: "));
}

static void area(void *at, const char *what) {
  get("/proc/self/smaps");
  char begin[20];
  snprintf(begin, sizeof begin, "%08lx-", (long)at);
  char *found = strstr(text, begin);
  if (!found) {
    printf("%s: not found\n", what);
    return;
  }
  printf("%s: %.4s\n", what, strchr(found, ' ') + 1);
  found = strchr(found, '\n') + 1;
  for (int line = 0; line < 25 && *found; line++) {
    char *end = strchr(found, '\n');
    *end = 0;
    int taken = strncmp(found, "VmFlags", 7) == 0;
    // kernels differ in what they clean, reference and have built in
    int young = strncmp(found, "Referenced", 10) == 0 && strcmp(what, "in a child") == 0;
    if (strncmp(found, "THP", 3) && strncmp(found, "ProtectionKey", 13) && !young) {
      if (taken) {
        char *soft = strstr(found, "sd ");
        if (soft) *soft = 0;
        char *huge = strstr(found, "nh ");
        if (huge) *huge = 0;
      }
      printf("  %s\n", found);
    }
    if (taken) break;
    found = end + 1;
  }
}

static void maps(void) {
  char *memory = mmap(0, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(memory + 4 * 4096, 4096, PROT_NONE);
  memory[0] = memory[4096] = 1;
  volatile char seen = memory[2 * 4096];
  area(memory, "written twice");
  area(memory + 4 * 4096, "not to be touched");
  char name[] = "/dev/shm/procuseXXXXXX";
  mkdir("/dev/shm", 01777);
  int fd = mkstemp(name);
  char page[4096] = "x";
  for (int i = 0; i < 4; i++) write(fd, page, 4096);
  char *file = mmap(0, 3 * 4096, PROT_READ, MAP_PRIVATE, fd, 4096);
  seen = file[0] + file[4096] + file[2 * 4096];
  area(file, "of a file");
  char *shared = mmap(0, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  shared[3 * 4096] = 2;
  area(shared, "shared");
  get("/proc/self/maps");
  char begin[20];
  snprintf(begin, sizeof begin, "%08lx-", (long)file);
  char *found = strstr(text, begin);
  struct stat st;
  fstat(fd, &st);
  unsigned long first, end, offset, inode;
  char rights[5];
  unsigned major, minor;
  sscanf(found, "%lx-%lx %s %lx %x:%x %lu", &first, &end, rights, &offset, &major, &minor, &inode);
  int same = (st.st_dev >> 8 & 0xfff) == major && (st.st_dev & 0xff) == minor;
  printf("offset %lx inode %d device %d\n", offset, inode == st.st_ino, same);
  fflush(stdout);
  if (fork() == 0) {
    area(memory, "in a child");
    fflush(stdout);
    _exit(0);
  }
  wait(0);
  unlink(name);
  get("/proc/self/smaps_rollup");
  char *line = strtok(text, "\n");
  printf("rollup %.19s %s\n", strchr(line, ' '), strrchr(line, ' '));
  while ((line = strtok(0, "\n"))) printf("  %.*s\n", (int)strcspn(line, " "), line);
}

static void turns(void) {
  struct stat st;
  stat("/proc/self/sched", &st);
  printf("sched %o\n", st.st_mode);
  stat("/proc/self/schedstat", &st);
  printf("schedstat %o\n", st.st_mode);
  get("/proc/self/sched");
  char *first = strtok(text, "\n");
  printf("threads %s\n", strstr(first, "#threads") ? strstr(first, "#threads") : "none");
  printf("%s\n", strtok(0, "\n"));
  const char *names[] = {"se.exec_start", "se.vruntime",  "se.sum_exec_runtime",
                         "nr_switches",   "se.load.weight", "policy",
                         "prio",          "clock-delta"};
  char *line = strtok(0, "\n");
  int widths = 0;
  for (; line; line = strtok(0, "\n")) {
    for (int i = 0; i < 8; i++) {
      int length = strlen(names[i]);
      if (strncmp(line, names[i], length) == 0 && line[length] == ' ')
        printf("%s %d %d\n", names[i], (int)strlen(line), (int)strcspn(line, ":"));
    }
    if (strncmp(line, "prio ", 5) == 0 || strncmp(line, "policy ", 7) == 0) printf("%s\n", line);
  }
  get("/proc/self/schedstat");
  long long ran = -1, waited = -1;
  long count = -1;
  printf("numbers %d\n", sscanf(text, "%lld %lld %ld", &ran, &waited, &count));
  printf("some %d\n", ran > 0);
  get("/proc/self/status");
  printf("switches %d\n", strstr(text, "\nvoluntary_ctxt_switches:\t") != 0);
  printf("more %d\n", strstr(text, "\nnonvoluntary_ctxt_switches:\t") != 0);
}

// What is read changes by being read: it is told on where it was left, and anew elsewhere.
static void places(void) {
  char other[100];
  const char *names[] = {"/proc/self/io", "/proc/self/sched"};
  for (int i = 0; i < 2; i++) {
    int fd = open(names[i], O_RDONLY);
    printf("in the middle %d", (int)pread(fd, text, 50, 5));
    printf(" at its beginning %d\n", (int)read(fd, text, 10));
    int second = open(names[i], O_RDONLY);
    lseek(second, 7, SEEK_SET);
    printf("elsewhere %d", (int)read(second, other, 7));
    int rest = 0;
    for (int count; (count = read(fd, other, 9)) > 0;) rest += count;
    printf(" rest %d end %d\n", rest > 20, (int)read(fd, other, 9));
    printf("before %d", (int)pread(fd, other, 10, 0));
    printf(" same %d\n", memcmp(text, other, 6) == 0);
    printf("behind %d\n", (int)pread(second, other, 10, 100000));
    close(fd);
    close(second);
  }
}

static void ended(void) {
  int child = fork();
  if (child == 0) _exit(0);
  siginfo_t info;
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  const char *names[] = {"maps", "smaps", "smaps_rollup", "io", "sched"};
  for (int i = 0; i < 5; i++) {
    char path[60];
    snprintf(path, sizeof path, "/proc/%d/%s", child, names[i]);
    errno = 0;
    int fd = open(path, O_RDONLY);
    printf("%s of one that has ended: %s", names[i], strerror(errno));
    printf(" %d\n", fd >= 0 ? read(fd, text, 10) > 0 : -1);
    close(fd);
  }
  waitpid(child, 0, 0);
}

int main(void) {
  setvbuf(stdout, 0, _IOFBF, 100000);
  io();
  maps();
  turns();
  places();
  ended();
  const char *names[] = {"io", "smaps", "smaps_rollup", "sched", "schedstat"};
  for (int i = 0; i < 5; i++) {
    char path[60];
    snprintf(path, sizeof path, "/proc/self/task/%d/%s", getpid(), names[i]);
    printf("%s %d\n", names[i], access(path, F_OK));
  }
  return 0;
}
