#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <utime.h>

#include "../internal/syscall.h"

int utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
  return SYSCALL(SYS_utimensat, folder, path, times, flags);
}

int futimens(int descriptor, const struct timespec times[2]) {
  return utimensat(descriptor, NULL, times, 0);
}

int utimes(const char *path, const struct timeval times[2]) {
  struct timespec precise[2];
  int i;
  if (!times) {
    return utimensat(AT_FDCWD, path, NULL, 0);
  }
  for (i = 0; i < 2; i++) {
    precise[i].tv_sec = times[i].tv_sec;
    precise[i].tv_nsec = times[i].tv_usec * 1000;
  }
  return utimensat(AT_FDCWD, path, precise, 0);
}

int utime(const char *path, const struct utimbuf *times) {
  struct timespec precise[2] = {{0, 0}, {0, 0}};
  if (!times) {
    return utimensat(AT_FDCWD, path, NULL, 0);
  }
  precise[0].tv_sec = times->actime;
  precise[1].tv_sec = times->modtime;
  return utimensat(AT_FDCWD, path, precise, 0);
}
