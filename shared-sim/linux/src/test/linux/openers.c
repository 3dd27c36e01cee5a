/* The map of a user namespace is written by the rights of whoever opened it, and of the writer
   (user_namespaces(7)). */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *error(long result) { return result < 0 ? strerrorname_np(errno) : "0"; }
#define TRY(call) printf("%s: %s\n", #call, error((long)(call)))

static void become(int user, int saved) {
  setresgid(user, user, saved);
  setresuid(user, user, saved);
}

/* A child of user 1000 in a namespace of its own. */
static int owner(void) {
  int ready[2], child;
  char byte = 0;
  pipe(ready);
  child = fork();
  if (child == 0) {
    become(1000, 1000);
    if (unshare(CLONE_NEWUSER) == 0) byte = 'r';
    prctl(PR_SET_DUMPABLE, 1);
    write(ready[1], &byte, 1);
    for (;;) pause();
  }
  read(ready[0], &byte, 1);
  close(ready[0]);
  close(ready[1]);
  if (byte != 'r') {
    puts("not allowed");
    exit(0);
  }
  return child;
}

static void opened_by(int user, int writer, const char *map, const char *file) {
  int child, opener;
  child = owner();
  printf("opened by %d, written by %d: %s", user, writer, map);
  opener = fork();
  if (opener == 0) {
    char path[40];
    int at, status;
    become(user, 0);
    sprintf(path, "/proc/%d/%s", child, file);
    at = open(path, O_RDWR);
    if (at < 0) printf("open: %s\n", error(-1));
    if (writer != user) {
      setresuid(0, 0, 0);
      setresgid(writer, writer, 0);
      setresuid(writer, writer, 0);
    }
    TRY(write(at, map, strlen(map)));
    _exit(0);
  }
  waitpid(opener, NULL, 0);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  if (geteuid() != 0) {
    puts("not allowed");
    return 0;
  }
  opened_by(1000, 0, "0 0 1\n", "uid_map");
  opened_by(1000, 0, "0 1000 1\n", "uid_map");
  opened_by(1000, 1000, "0 1000 1\n", "uid_map");
  opened_by(1000, 1000, "0 0 1\n", "uid_map");
  opened_by(0, 0, "0 0 1\n", "uid_map");
  opened_by(0, 0, "0 1000 10\n", "uid_map");
  opened_by(0, 1000, "0 1000 10\n", "uid_map");
  opened_by(0, 1000, "0 1000 1\n", "uid_map");
  opened_by(1000, 0, "0 0 1\n", "gid_map");
  opened_by(0, 0, "0 0 1\n", "gid_map");
  return 0;
}
