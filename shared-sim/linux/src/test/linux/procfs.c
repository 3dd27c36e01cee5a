/* A process sees no more through a procfs of its own than it saw before. */
#include "mounttree.h"

static int try(unsigned flags) {
  fflush(stdout);
  int child = fork();
  int status;
  if (child == 0) {
    own_mounts();
    unshare(CLONE_NEWPID);
    if (fork() == 0) {
      _exit(mount("p", "/tmp/mine", "proc", flags, NULL) < 0 ? errno : 0);
    }
    wait(&status);
    _exit(WEXITSTATUS(status));
  }
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

static void tell_try(const char *what, unsigned flags) {
  printf("%s: %s\n", what, strerror(try(flags)));
}

int main(void) {
  begin_tree();
  dir("empty");
  dir("mine");
  if (try(0) != 0) {
    puts("not allowed");
    return 0;
  }
  tell_try("noatime", MS_NOATIME);
  tell_try("read-only", MS_RDONLY);
  tell("cover", mount("empty", "/proc/sys", NULL, MS_BIND, NULL));
  tell_try("covered", 0);
  tell("umount", umount("/proc/sys"));
  tell_try("not covered", 0);
  tell("read-only",
       mount(NULL, "/proc", NULL,
             MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL));
  tell_try("writable", 0);
  tell_try("read-only", MS_RDONLY);
  tell("tmpfs", mount("t", "/proc", "tmpfs", 0, NULL));
  tell_try("hidden", MS_RDONLY);
  return 0;
}
