/* ADD of an archive that lies in the context: what is in it, and not the file. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build.h"
#include "ship.h"

/* The archive as bytes to read, unpacked by gzip where it begins as such a file; -1 for none. */
static int open_archive(const char *path, int *gzip) {
  unsigned char first[2] = {0, 0};
  int file = open(path, O_RDONLY | O_CLOEXEC), ends[2];
  *gzip = 0;
  if (file < 0 || read(file, first, 2) < 0 || lseek(file, 0, SEEK_SET) < 0) {
    return -1;
  }
  if (first[0] != 0x1f || first[1] != 0x8b || pipe2(ends, O_CLOEXEC) < 0) {
    return file;
  }
  *gzip = fork();
  if (*gzip == 0) {
    dup2(file, 0);
    dup2(ends[1], 1);
    dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), 2);
    execl("/bin/gzip", "gzip", "-dc", (char *)NULL);
    _exit(127);
  }
  close(ends[1]);
  close(file);
  return ends[0];
}

static void close_archive(int file, int gzip) {
  close(file);
  if (gzip > 0) {
    waitpid(gzip, NULL, 0);
  }
}

int is_archive(const char *path) {
  struct input input;
  struct archive_member member;
  struct stat about;
  int gzip, file, found;
  if (stat(path, &about) < 0 || !S_ISREG(about.st_mode)) {
    return 0;
  }
  file = open_archive(path, &gzip);
  if (file < 0) {
    return 0;
  }
  open_input(&input, file, 0);
  found = archive_next(&input.reader, &member);
  close_archive(file, gzip);
  return found && !input.reader.wrong;
}

failure extract(const char *path, const char *folder) {
  struct input input;
  failure failed;
  int gzip, file;
  if (make_folders(folder) < 0) {
    return format("mkdir %s: %s", folder, reason(errno));
  }
  file = open_archive(path, &gzip);
  if (file < 0) {
    return format("open %s: %s", path, reason(errno));
  }
  open_input(&input, file, 0);
  failed = unpack(&input, folder, 0);
  close_archive(file, gzip);
  return failed;
}
