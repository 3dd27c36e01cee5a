#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int tcgetattr(int descriptor, struct termios *attributes) {
  return ioctl(descriptor, TCGETS, attributes);
}

int tcsetattr(int descriptor, int when, const struct termios *attributes) {
  if (when < TCSANOW || when > TCSAFLUSH) {
    errno = EINVAL;
    return -1;
  }
  return ioctl(descriptor, TCSETS + (unsigned)when, attributes);
}

int tcsendbreak(int descriptor, int duration) {
  (void)duration;
  return ioctl(descriptor, TCSBRK, 0);
}

int tcdrain(int descriptor) { return ioctl(descriptor, TCSBRK, 1); }

int tcflush(int descriptor, int queue) { return ioctl(descriptor, TCFLSH, queue); }

int tcflow(int descriptor, int action) { return ioctl(descriptor, TCXONC, action); }

pid_t tcgetpgrp(int descriptor) {
  pid_t group;
  return ioctl(descriptor, TIOCGPGRP, &group) < 0 ? -1 : group;
}

int tcsetpgrp(int descriptor, pid_t group) { return ioctl(descriptor, TIOCSPGRP, &group); }

pid_t tcgetsid(int descriptor) {
  pid_t session;
  return ioctl(descriptor, TIOCGSID, &session) < 0 ? -1 : session;
}

speed_t cfgetospeed(const struct termios *attributes) { return attributes->c_cflag & CBAUD; }

speed_t cfgetispeed(const struct termios *attributes) { return cfgetospeed(attributes); }

int cfsetospeed(struct termios *attributes, speed_t speed) {
  if (speed & ~(speed_t)CBAUD) {
    errno = EINVAL;
    return -1;
  }
  attributes->c_cflag = (attributes->c_cflag & ~(tcflag_t)CBAUD) | speed;
  return 0;
}

/* Zero means: as the output. */
int cfsetispeed(struct termios *attributes, speed_t speed) {
  return speed == 0 ? 0 : cfsetospeed(attributes, speed);
}

int cfsetspeed(struct termios *attributes, speed_t speed) {
  return cfsetospeed(attributes, speed);
}

void cfmakeraw(struct termios *attributes) {
  attributes->c_iflag &=
      ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  attributes->c_oflag &= ~(tcflag_t)OPOST;
  attributes->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  attributes->c_cflag = (attributes->c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
  attributes->c_cc[VMIN] = 1;
  attributes->c_cc[VTIME] = 0;
}
