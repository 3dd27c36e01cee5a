/* A container's own terminal: made where the program will see it, and handed out. */
#include "console.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

static int send_file(int door, int file) {
  char room[CMSG_SPACE(sizeof file)], byte = 0;
  struct iovec piece = {&byte, 1};
  struct msghdr message;
  struct cmsghdr *control;
  memset(&message, 0, sizeof message);
  memset(room, 0, sizeof room);
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  control = CMSG_FIRSTHDR(&message);
  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  control->cmsg_len = CMSG_LEN(sizeof file);
  memcpy(CMSG_DATA(control), &file, sizeof file);
  return sendmsg(door, &message, 0) == 1 ? 0 : -1;
}

int receive_file(int door) {
  char room[CMSG_SPACE(sizeof(int))], byte;
  struct iovec piece = {&byte, 1};
  struct msghdr message;
  struct cmsghdr *control;
  int file = -1;
  memset(&message, 0, sizeof message);
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  if (recvmsg(door, &message, MSG_CMSG_CLOEXEC) == 1) {
    control = CMSG_FIRSTHDR(&message);
    if (control && control->cmsg_type == SCM_RIGHTS) {
      memcpy(&file, CMSG_DATA(control), sizeof file);
    }
  }
  return file;
}

/* As HostConfig.ConsoleSize has it: rows, then columns. */
static void take_size(int terminal, const struct json *size) {
  struct winsize wanted;
  memset(&wanted, 0, sizeof wanted);
  if (size && size->kind == ARRAY && size->count == 2) {
    wanted.ws_row = (unsigned short)atoi(size->values[0]->text);
    wanted.ws_col = (unsigned short)atoi(size->values[1]->text);
    ioctl(terminal, TIOCSWINSZ, &wanted);
  }
}

failure open_console(int door, const struct json *size, int as_console) {
  int number, closed = 0, terminal;
  char *name;
  int other = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (other < 0 || ioctl(other, TIOCSPTLCK, &closed) < 0 || ioctl(other, TIOCGPTN, &number) < 0) {
    return format("open /dev/ptmx: %s", reason(errno));
  }
  name = format("/dev/pts/%d", number);
  terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) {
    return format("open %s: %s", name, reason(errno));
  }
  take_size(terminal, size);
  if (as_console) {
    close(open("/dev/console", O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
    if (mount(name, "/dev/console", NULL, MS_BIND, NULL) < 0) {
      return format("mount %s to /dev/console: %s", name, reason(errno));
    }
  }
  if (send_file(door, other) < 0 || ioctl(terminal, TIOCSCTTY, 0) < 0) {
    return format("console: %s", reason(errno));
  }
  close(other);
  dup2(terminal, 0);
  dup2(terminal, 1);
  dup2(terminal, 2);
  return NULL;
}
