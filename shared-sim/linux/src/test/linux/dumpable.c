// Who may look into a process that has changed who it is, or says that nobody may.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *what, long result) {
  printf("%s %ld %s\n", what, result, result == -1 ? strerror(errno) : "");
}

static void owner(int pid, const char *name) {
  char path[100];
  struct stat st;
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  if (lstat(path, &st) < 0)
    printf("%s: %s\n", name, strerror(errno));
  else
    printf("%s: %d %d %o\n", name, st.st_uid, st.st_gid, st.st_mode & 0777);
}

static void owners(int pid) {
  const char *names[] = {"", "fd", "ns", "task", "status", "environ", "exe", "maps", "fd/0"};
  for (int i = 0; i < 9; i++) owner(pid, names[i]);
}

static void look(int pid, const char *name) {
  char path[100], text[10];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  int fd = open(path, O_RDONLY);
  int count = fd < 0 ? -1 : read(fd, text, 1);
  printf("look %s: %s\n", name, fd < 0 || count < 0 ? strerror(errno) : "may");
  if (fd >= 0) close(fd);
}

static void follow(int pid, const char *name) {
  char path[100], text[200];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  printf("follow %s: %s\n", name, readlink(path, text, 200) < 0 ? strerror(errno) : "may");
}

static void looks(int pid) {
  look(pid, "maps");
  look(pid, "environ");
  look(pid, "status");
  look(pid, "io");
  look(pid, "smaps");
  follow(pid, "exe");
  follow(pid, "fd/0");
  follow(pid, "ns/uts");
  long result = ptrace(PTRACE_ATTACH, pid, 0, 0);
  say("attach", result);
  if (result == 0) {
    int status;
    waitpid(pid, &status, __WALL);
    ptrace(PTRACE_DETACH, pid, 0, 0);
  }
}

static void become(int user) {
  setgroups(0, 0);
  setresgid(user, user, user);
  setresuid(user, user, user);
}

static void forked(const char *what, void (*body)(void)) {
  fflush(stdout);
  int pid = fork();
  if (pid == 0) {
    body();
    fflush(stdout);
    _exit(0);
  }
  int status;
  waitpid(pid, &status, 0);
  if (status != 0) printf("%s ended with %x\n", what, status);
}

// A child that waits, and somebody of another user who looks at it.
static void watch(const char *what, void (*first)(void), int looker) {
  int ready[2];
  pipe(ready);
  fflush(stdout);
  int pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    first();
    write(ready[1], "x", 1);
    for (;;) pause();
  }
  char x;
  read(ready[0], &x, 1);
  printf("-- %s\n", what);
  owners(pid);
  fflush(stdout);
  int other = fork();
  if (other == 0) {
    become(looker);
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    looks(pid);
    fflush(stdout);
    _exit(0);
  }
  waitpid(other, 0, 0);
  kill(pid, SIGKILL);
  waitpid(pid, 0, 0);
  close(ready[0]);
  close(ready[1]);
}

static void nothing(void) {
}

static void plain(void) {
  become(1000);
}

static void open_again(void) {
  become(1000);
  prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void hide(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static void settings(void) {
  say("at first", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
  say("none", prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
  say("now", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
  say("two", prctl(PR_SET_DUMPABLE, 2, 0, 0, 0));
  say("more", prctl(PR_SET_DUMPABLE, 7, 0, 0, 0));
  say("one", prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
  say("now", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

static void effective(void) {
  prctl(PR_SET_PDEATHSIG, SIGUSR1);
  say("the same user", seteuid(0));
  say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
  say("another", seteuid(1000));
  say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
  int signal = 7;
  prctl(PR_GET_PDEATHSIG, &signal);
  printf("signal %d\n", signal);
  fflush(stdout);
  int child = fork();
  if (child > 0) waitpid(child, 0, 0);
  printf("%s ", child > 0 ? "parent" : "child");
  say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

static void group(void) {
  say("group", setegid(1000));
  say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

static void real_only(void) {
  say("real", setreuid(1000, -1));
  say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

static void file_user(void) {
  setfsuid(1000);
  say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
}

static void own(void) {
  become(1000);
  look(getpid(), "environ");
  look(getpid(), "maps");
  look(getpid(), "status");
  look(getpid(), "fd");
  follow(getpid(), "exe");
  int fd = open("/proc/self/fd", O_RDONLY | O_DIRECTORY);
  printf("fd %d\n", fd >= 0);
  fd = open("/proc/self/ns", O_RDONLY | O_DIRECTORY);
  printf("ns %d\n", fd >= 0);
  fd = open("/proc/self/comm", O_WRONLY);
  printf("comm %s\n", fd < 0 ? strerror(errno) : "may");
}

static char *program;

static void run(int user, const char *path) {
  if (user) become(user);
  char *words[] = {(char *)path, "child", 0};
  char *none[] = {0};
  fflush(stdout);
  execve(path, words, none);
  say("exec", -1);
}

static void run_as_user(void) {
  run(1000, "/tmp/dumpable-all");
}

static void run_unreadable(void) {
  run(1000, "/tmp/dumpable-hidden");
}

static void run_set_user(void) {
  run(1000, "/tmp/dumpable-set");
}

static void run_set_own(void) {
  run(1001, "/tmp/dumpable-set");
}

static void copy(const char *to, int mode, int user) {
  char buffer[4096];
  int in = open(program, O_RDONLY);
  int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0700);
  for (int count; (count = read(in, buffer, sizeof buffer)) > 0;) write(out, buffer, count);
  close(in);
  close(out);
  chown(to, user, 0);
  chmod(to, mode);
}

int main(int count, char **words) {
  if (count > 1) {
    printf("uid %d euid %d ", getuid(), geteuid());
    say("dumpable", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0));
    owner(getpid(), "environ");
    return 0;
  }
  program = "/proc/self/exe";
  close(0);
  open("/dev/null", O_RDONLY);
  forked("settings", settings);
  forked("effective", effective);
  forked("group", group);
  forked("real", real_only);
  forked("file user", file_user);
  forked("own", own);
  watch("another user's", nothing, 1000);
  watch("the same user's", plain, 1000);
  watch("the same user's, open", open_again, 1000);
  watch("another one's", open_again, 1001);
  watch("root's own", hide, 0);
  copy("/tmp/dumpable-all", 0755, 0);
  copy("/tmp/dumpable-hidden", 0711, 0);
  copy("/tmp/dumpable-set", 04755, 1001);
  forked("as user", run_as_user);
  forked("unreadable", run_unreadable);
  forked("set user", run_set_user);
  forked("set own", run_set_own);
  unlink("/tmp/dumpable-all");
  unlink("/tmp/dumpable-hidden");
  unlink("/tmp/dumpable-set");
  return 0;
}
