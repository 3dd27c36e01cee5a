#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int isatty(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0;
}

int ttyname_r(int descriptor, char *name, size_t size) {
  char link[32];
  ssize_t length;
  if (!isatty(descriptor)) {
    return errno;
  }
  sprintf(link, "/proc/self/fd/%d", descriptor);
  length = readlink(link, name, size);
  if (length < 0) {
    return errno;
  }
  if ((size_t)length == size) {
    return ERANGE;
  }
  name[length] = 0;
  return 0;
}

char *ttyname(int descriptor) {
  static char name[64];
  int error = ttyname_r(descriptor, name, sizeof name);
  if (error) {
    errno = error;
    return NULL;
  }
  return name;
}
