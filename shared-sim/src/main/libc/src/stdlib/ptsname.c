/* Pseudo-terminals (pts(4)). */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
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

char *ptsname(int descriptor) {
  static char name[24];
  unsigned number;
  if (ioctl(descriptor, TIOCGPTN, &number) < 0) {
    return NULL;
  }
  sprintf(name, "/dev/pts/%u", number);
  return name;
}
