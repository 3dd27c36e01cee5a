/* Which open files without a name may get one (linkat(2), open(2) "O_TMPFILE"). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static void named(const char *what, int file) {
  char path[40];
  struct stat status;
  sprintf(path, "/proc/self/fd/%d", file);
  if (linkat(AT_FDCWD, path, AT_FDCWD, "again", AT_SYMLINK_FOLLOW) != 0) {
    printf("%s: %s\n", what, strerror(errno));
  } else {
    fstat(file, &status);
    printf("%s: %d\n", what, (int)status.st_nlink);
    unlink("again");
  }
  close(file);
}

int main(void) {
  char folder[40];
  int file;
  mkdir("/tmp", 01777);
  sprintf(folder, "/tmp/unlinked.%d", getpid());
  mkdir(folder, 0700);
  chdir(folder);
  mount("none", "/proc", "proc", 0, NULL);
  file = open("known", O_RDWR | O_CREAT, 0644);
  named("with a name", open("known", O_RDWR));
  unlink("known");
  named("its last name gone", file);
  named("never with a name", open(".", O_TMPFILE | O_RDWR, 0644));
  named("never to have one", open(".", O_TMPFILE | O_EXCL | O_RDWR, 0644));
  file = open(".", O_TMPFILE | O_RDWR, 0644);
  named("given one and lost it", dup(file));
  named("for a second time", file);
  rmdir(folder);
  return 0;
}
