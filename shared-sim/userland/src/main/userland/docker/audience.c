/* Those who are attached to a container: they get what it prints, and it what they type. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include "console.h"

/* A packet begins with what it is: 'i' typed, 'w' a size, 'c' no more; 1 output, 2 errors, 'e' the
   end with its status. */
#define PACKET (1 + INPUT_BYTES)
#define MOST_FILES 256 /* numbers that a shim's files have */

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
    struct attached *fresh = &audience->attached[audience->count++];
    memset(fresh, 0, sizeof *fresh);
    fresh->door = door;
  } else if (door >= 0) {
    close(door);
  }
}

static void let_out(struct audience *audience, int at) {
  close(audience->attached[at].door);
  free(audience->attached[at].queue);
  audience->attached[at] = audience->attached[--audience->count];
}

static int has_queue(const struct attached *attached) { return attached->to > attached->from; }

/* 0 when it has gone or is too far behind. */
static int queue_packet(struct attached *attached, const char *packet, size_t length) {
  if (attached->to - attached->from + length + 2 > 2 * QUEUE_BYTES) {
    return 0;
  }
  if (attached->from > attached->room / 2) {
    attached->to -= attached->from;
    memmove(attached->queue, attached->queue + attached->from, attached->to);
    attached->from = 0;
  }
  while (attached->to + length + 2 > attached->room) {
    attached->room = attached->room ? 2 * attached->room : 4 * PACKET;
    attached->queue = reallocate(attached->queue, attached->room);
  }
  attached->queue[attached->to++] = (char)(length & 255);
  attached->queue[attached->to++] = (char)(length >> 8);
  memcpy(attached->queue + attached->to, packet, length);
  attached->to += length;
  return 1;
}

/* 1 when it was taken, 0 when it is not now, -1 when nobody is there. */
static int offer(const struct attached *attached, const char *packet, size_t length) {
  if (send(attached->door, packet, length, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) {
    return 1;
  }
  return errno == EAGAIN || errno == EINTR || errno == ENOBUFS ? 0 : -1;
}

/* As much of the queue as is taken; 0 when it has gone. */
static int send_queue(struct attached *attached) {
  int taken = 1;
  while (has_queue(attached) && taken > 0) {
    const unsigned char *next = (const unsigned char *)attached->queue + attached->from;
    size_t length = next[0] | (size_t)next[1] << 8;
    taken = offer(attached, (const char *)next + 2, length);
    attached->from += taken > 0 ? length + 2 : 0;
  }
  return taken >= 0;
}

static int show(struct attached *attached, const char *packet, size_t length) {
  int taken = has_queue(attached) ? 0 : offer(attached, packet, length);
  return taken ? taken > 0 : queue_packet(attached, packet, length);
}

int audience_lags(const struct audience *audience) {
  int i;
  for (i = 0; i < audience->count; i++) {
    if (audience->attached[i].to - audience->attached[i].from >= QUEUE_BYTES) {
      return 1;
    }
  }
  return 0;
}

/* While something typed has not been taken, nobody types more. */
int list_audience(const struct audience *audience, struct pollfd *waits) {
  int i;
  waits[0].fd = audience->listener;
  waits[0].events = POLLIN;
  waits[1].fd = audience->waits ? audience->input : -1;
  waits[1].events = POLLOUT;
  for (i = 0; i < audience->count; i++) {
    waits[2 + i].fd = audience->attached[i].door;
    waits[2 + i].events =
        (short)((audience->waits ? 0 : POLLIN) | (has_queue(&audience->attached[i]) ? POLLOUT : 0));
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

/* What was seen at a door; those who were listed may have left since, and others moved up. */
static int seen_at(const struct pollfd *waits, int door) {
  int i;
  for (i = 2; i < 2 + MOST_ATTACHED; i++) {
    if (waits[i].fd == door && waits[i].revents) {
      return waits[i].revents;
    }
  }
  return 0;
}

void hear_audience(struct audience *audience, const struct pollfd *waits) {
  int i;
  if (waits[1].revents) {
    push_input(audience);
  }
  for (i = audience->count - 1; i >= 0; i--) {
    struct attached *attached = &audience->attached[i];
    int seen = seen_at(waits, attached->door), stays = 1;
    if (seen & POLLOUT) {
      stays = send_queue(attached);
    }
    if (stays && seen & ~POLLOUT) {
      stays = audience->waits ? !(seen & POLLHUP) : take_packet(audience, attached->door);
    }
    if (!stays) {
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
      if (!show(&audience->attached[i], packet, (size_t)part + 1)) {
        let_out(audience, i);
      }
    }
    done += part;
  }
}

/* What is still queued is sent by a process that holds nothing else, and nobody waits for. */
static void send_rest(struct audience *audience) {
  struct pollfd waits[2 + MOST_ATTACHED];
  int i, j;
  for (i = 0; i < MOST_FILES; i++) {
    for (j = 0; j < audience->count && audience->attached[j].door != i; j++) {
    }
    if (j == audience->count) {
      close(i);
    }
  }
  audience->listener = audience->input = -1;
  audience->waits = 0;
  while (audience->count) {
    for (i = audience->count - 1; i >= 0; i--) {
      if (!send_queue(&audience->attached[i]) || !has_queue(&audience->attached[i])) {
        let_out(audience, i);
      }
    }
    memset(waits, 0, sizeof waits);
    poll(waits, (nfds_t)list_audience(audience, waits), audience->count ? -1 : 0);
    hear_audience(audience, waits);
  }
}

void leave_audience(struct audience *audience, int status) {
  char last[2] = {'e', (char)status};
  int i, queued = 0;
  for (i = audience->count - 1; i >= 0; i--) {
    if (status >= 0 && !show(&audience->attached[i], last, sizeof last)) {
      let_out(audience, i);
    }
  }
  for (i = 0; i < audience->count; i++) {
    queued |= has_queue(&audience->attached[i]);
  }
  if (queued && fork() == 0) {
    send_rest(audience);
    _exit(0);
  }
  while (audience->count) {
    let_out(audience, 0);
  }
  if (audience->listener >= 0) {
    close(audience->listener);
  }
  audience->listener = -1;
}
