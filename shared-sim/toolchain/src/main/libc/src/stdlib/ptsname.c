/* Pseudo-terminals (pts(4)). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

int posix_openpt(int flags) { return open("/dev/ptmx", flags); }

/* The kernel gives the slave to the right user by itself. */
int grantpt(int descriptor) {
  unsigned number;
  return ioctl(descriptor, TIOCGPTN, &number);
}

int unlockpt(int descriptor) {
  int locked = 0;
  return ioctl(descriptor, TIOCSPTLCK, &locked);
}

int ptsname_r(int descriptor, char *name, size_t size) {
  char whole[24];
  unsigned number;
  if (ioctl(descriptor, TIOCGPTN, &number) < 0) {
    return errno;
  }
  if ((size_t)sprintf(whole, "/dev/pts/%u", number) >= size) {
    errno = ERANGE;
    return ERANGE;
  }
  strcpy(name, whole);
  return 0;
}

char *ptsname(int descriptor) {
  static char name[24];
  return ptsname_r(descriptor, name, sizeof name) == 0 ? name : NULL;
}
