/* Those who are attached to a container: they get what it prints, and it what they type. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include "console.h"

/* A packet begins with what it is: 'i' typed, 'w' a size, 'c' no more; 1 output, 2 errors. */
#define PACKET (1 + INPUT_BYTES)

void open_audience(struct audience *audience, const char *path) {
  struct sockaddr_un address;
  memset(audience, 0, sizeof *audience);
  audience->input = audience->listener = -1;
  if (!path) {
    return;
  }
  unlink(path);
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  audience->listener = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  if (bind(audience->listener, (struct sockaddr *)&address, sizeof address) < 0 ||
      listen(audience->listener, MOST_ATTACHED) < 0) {
    close(audience->listener);
    audience->listener = -1;
  }
}

void admit(struct audience *audience, int door) {
  if (door >= 0 && audience->count < MOST_ATTACHED) {
    audience->attached[audience->count++] = door;
  } else if (door >= 0) {
    close(door);
  }
}

static void let_out(struct audience *audience, int at) {
  close(audience->attached[at]);
  audience->attached[at] = audience->attached[--audience->count];
}

/* While something typed has not been taken, nobody types more. */
int list_audience(const struct audience *audience, struct pollfd *waits) {
  int i;
  waits[0].fd = audience->listener;
  waits[0].events = POLLIN;
  waits[1].fd = audience->waits ? audience->input : -1;
  waits[1].events = POLLOUT;
  for (i = 0; i < audience->count; i++) {
    waits[2 + i].fd = audience->attached[i];
    waits[2 + i].events = audience->waits ? 0 : POLLIN;
  }
  for (i = 0; i < 2 + audience->count; i++) {
    waits[i].revents = 0;
  }
  return 2 + audience->count;
}

static void push_input(struct audience *audience) {
  ssize_t done = write(audience->input, audience->waiting, audience->waits);
  if (done < 0 && errno != EAGAIN && errno != EINTR) {
    done = (ssize_t)audience->waits;
  }
  if (done > 0) {
    audience->waits -= (size_t)done;
    memmove(audience->waiting, audience->waiting + done, audience->waits);
  }
}

/* 0 when it has gone. */
static int take_packet(struct audience *audience, int from) {
  char packet[PACKET];
  ssize_t count = read(from, packet, sizeof packet);
  if (count <= 0) {
    return 0;
  }
  if (*packet == 'i' && audience->input >= 0) {
    memcpy(audience->waiting, packet + 1, (size_t)count - 1);
    audience->waits = (size_t)count - 1;
    push_input(audience);
  } else if (*packet == 'w' && audience->console && audience->input >= 0 &&
             count == 1 + sizeof(struct winsize)) {
    struct winsize size;
    memcpy(&size, packet + 1, sizeof size);
    ioctl(audience->input, TIOCSWINSZ, &size);
  } else if (*packet == 'c' && audience->input_ends && audience->input >= 0) {
    close(audience->input);
    audience->input = -1;
  }
  return 1;
}

void hear_audience(struct audience *audience, const struct pollfd *waits) {
  int i, count = audience->count;
  if (waits[1].revents) {
    push_input(audience);
  }
  for (i = count - 1; i >= 0; i--) {
    if (waits[2 + i].revents && !audience->waits && !take_packet(audience, waits[2 + i].fd)) {
      let_out(audience, i);
    } else if (waits[2 + i].revents & POLLHUP && audience->waits) {
      let_out(audience, i);
    }
  }
  if (waits[0].revents) {
    admit(audience, accept4(audience->listener, NULL, NULL, SOCK_CLOEXEC));
  }
}

void show_audience(struct audience *audience, int stream, const char *bytes, ssize_t count) {
  char packet[PACKET];
  ssize_t done = 0;
  int i;
  while (done < count && audience->count) {
    ssize_t part = count - done > INPUT_BYTES ? INPUT_BYTES : count - done;
    *packet = (char)stream;
    memcpy(packet + 1, bytes + done, (size_t)part);
    for (i = audience->count - 1; i >= 0; i--) {
      if (write(audience->attached[i], packet, (size_t)part + 1) < 0) {
        let_out(audience, i);
      }
    }
    done += part;
  }
}

void leave_audience(struct audience *audience) {
  while (audience->count) {
    let_out(audience, 0);
  }
  if (audience->listener >= 0) {
    close(audience->listener);
  }
  audience->listener = -1;
}
