/* Namespaces of numbers, users and names: who is called what, and what ends with whom. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(const char *what, long result) {
  printf("%s: %s\n", what, result < 0 ? strerror(errno) : "done");
  fflush(stdout);
  errno = 0;
}

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY);
  char label[128];
  long result = file < 0 ? -1 : write(file, text, strlen(text));
  snprintf(label, sizeof label, "%s to %s", text, path);
  if (strchr(label, '\n')) {
    *strchr(label, '\n') = ' ';
  }
  tell(label, result);
  close(file);
}

static void show_file(const char *path) {
  char text[512];
  int file = open(path, O_RDONLY);
  ssize_t count = file < 0 ? -1 : read(file, text, sizeof text - 1);
  text[count < 0 ? 0 : count] = 0;
  printf("%s:\n%s", path, count < 0 ? strerror(errno) : text);
  close(file);
}

static void wait_for(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  printf("ended: %d, %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
         WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  fflush(stdout);
}

static volatile int caught;
static void note(int signal) { caught = signal; }

/* Process 1 of a namespace. */
static int first(void) {
  pid_t child;
  int status;
  printf("pid %d, parent %d, group %d, session %d\n", getpid(), getppid(), getpgrp(), getsid(0));
  tell("kill itself", kill(1, SIGKILL));
  tell("terminate itself", kill(1, SIGTERM));
  signal(SIGUSR1, note);
  child = fork();
  if (child == 0) {
    printf("pid %d, parent %d\n", getpid(), getppid());
    tell("kill the first", kill(1, SIGKILL));
    tell("stop the first", kill(1, SIGSTOP));
    tell("hang up the first", kill(1, SIGHUP));
    tell("signal with a handler", kill(1, SIGUSR1));
    tell("signal to nobody", kill(4000, 0));
    if (fork() == 0) {
      usleep(100000);
      _exit(9);
    }
    _exit(3);
  }
  waitpid(child, &status, 0);
  printf("child %d ended: %d\n", child, WEXITSTATUS(status));
  printf("caught %d\n", caught == SIGUSR1);
  child = wait(&status);
  printf("orphan %d ended: %d\n", child, WEXITSTATUS(status));
  printf("session %d", setsid());
  printf(" group %d\n", getpgid(0));
  fflush(stdout);
  return 5;
}

static void numbers(void) {
  pid_t child;
  tell("numbers", unshare(CLONE_NEWPID));
  tell("once more", unshare(CLONE_NEWPID));
  fflush(stdout);
  child = fork();
  if (child == 0) {
    _exit(first());
  }
  wait_for(child);
  tell("without a first", fork());
}

static void killed_with_first(void) {
  int ends[2], i;
  char c;
  pid_t child;
  pipe(ends);
  child = fork();
  if (child == 0) {
    unshare(CLONE_NEWPID);
    child = fork();
    if (child == 0) {
      for (i = 0; i < 3; i++) {
        if (fork() == 0) {
          pause();
        }
      }
      write(ends[1], "x", 1);
      pause();
    }
    close(ends[1]);
    read(ends[0], &c, 1);
    kill(child, SIGTERM);
    kill(child, SIGKILL);
    wait_for(child);
    printf("nobody is left: %d\n", read(ends[0], &c, 1) == 0);
    fflush(stdout);
    _exit(0);
  }
  close(ends[1]);
  close(ends[0]);
  wait_for(child);
}

static void names(void) {
  struct utsname now;
  int before = open("/proc/self/ns/uts", O_RDONLY);
  int other = open("/proc/self/ns/ipc", O_RDONLY);
  struct stat one, two;
  tell("names", unshare(CLONE_NEWUTS));
  tell("name", sethostname("box", 3));
  uname(&now);
  puts(now.nodename);
  tell("too long", sethostname(now.nodename, 65));
  fstat(before, &one);
  stat("/proc/self/ns/uts", &two);
  printf("another: %d\n", one.st_ino != two.st_ino);
  tell("of another kind", setns(before, CLONE_NEWNET));
  tell("of no kind", setns(0, 0));
  tell("bad descriptor", setns(99, 0));
  tell("back", setns(before, CLONE_NEWUTS));
  tell("name there", sethostname("evil", 4));
  tell("unknown flag", unshare(0x1));
  close(other);
}

static void groups(void) {
  gid_t group = 0;
  printf("ids %d %d\n", getuid(), getgid());
  show_file("/proc/self/setgroups");
  show_file("/proc/self/uid_map");
  tell("set groups", setgroups(1, &group));
  tell("another user", setuid(1000));
  tell("another file's user", chown("/proc/self", 1000, -1));
  tell("make a device", mknod("/tmp/device", S_IFCHR | 0600, 0x103));
  tell("change root", chroot("/"));
}

int main(void) {
  char map[64];
  int user = getuid(), group = getgid();
  if (user != 0 || unshare(CLONE_NEWUSER) < 0) {
    puts("not allowed");
    return 0;
  }
  printf("nobody yet: %d %d\n", getuid(), getgid());
  show_file("/proc/self/uid_map");
  put("/proc/self/uid_map", "0 0\n");
  put("/proc/self/uid_map", "0 x 1\n");
  put("/proc/self/uid_map", "0 0 0\n");
  put("/proc/self/uid_map", "0 0 1\n0 1 1\n");
  put("/proc/self/gid_map", "0 0 2");
  put("/proc/self/setgroups", "perhaps");
  put("/proc/self/setgroups", "deny");
  put("/proc/self/setgroups", "allow");
  snprintf(map, sizeof map, "0 %d 1", user);
  put("/proc/self/uid_map", map);
  put("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "0 %d 1", group);
  put("/proc/self/gid_map", map);
  groups();
  tell("mount without a namespace", mount("t", "/tmp", "tmpfs", 0, NULL));
  names();
  fflush(stdout);
  killed_with_first();
  numbers();
  return 0;
}
