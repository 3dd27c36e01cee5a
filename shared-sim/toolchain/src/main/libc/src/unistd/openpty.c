/* Both ends of a pseudo-terminal at once (openpty(3)). */
#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utmp.h>

int openpty(int *master, int *slave, char *name, const struct termios *attributes,
            const struct winsize *size) {
  char path[24];
  int other;
  int end = posix_openpt(O_RDWR | O_NOCTTY);
  if (end < 0) {
    return -1;
  }
  if (unlockpt(end) < 0 || ptsname_r(end, path, sizeof path) != 0 ||
      (other = open(path, O_RDWR | O_NOCTTY)) < 0) {
    close(end);
    return -1;
  }
  if (attributes) {
    tcsetattr(other, TCSAFLUSH, attributes);
  }
  if (size) {
    ioctl(other, TIOCSWINSZ, size);
  }
  if (name) {
    strcpy(name, path);
  }
  *master = end;
  *slave = other;
  return 0;
}

int login_tty(int descriptor) {
  int i;
  setsid();
  if (ioctl(descriptor, TIOCSCTTY, 0) < 0) {
    return -1;
  }
  for (i = 0; i < 3; i++) {
    dup2(descriptor, i);
  }
  if (descriptor > 2) {
    close(descriptor);
  }
  return 0;
}

int forkpty(int *master, char *name, const struct termios *attributes,
            const struct winsize *size) {
  int slave;
  pid_t child;
  if (openpty(master, &slave, name, attributes, size) < 0) {
    return -1;
  }
  child = fork();
  if (child == 0) {
    close(*master);
    if (login_tty(slave) < 0) {
      _exit(1);
    }
    return 0;
  }
  close(slave);
  if (child < 0) {
    close(*master);
  }
  return child;
}
