/* docker attach, and what run, start and exec do where they show a container's terminal. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include "commands.h"
#include "console.h"
#include "events.h"

/* "ctrl-p,ctrl-q" as bytes, as Docker reads it. */
failure read_keys(const char *text, struct viewer *viewer) {
  const char *given = text, *found;
  viewer->count_keys = 0;
  if (!*text) {
    text = "ctrl-p,ctrl-q";
  }
  while (*text) {
    size_t length = strcspn(text, ",");
    int key = -1;
    if (length == 1) {
      key = *text;
    } else if (length == 6 && starts_with(text, "ctrl-")) {
      static const char names[] = "@abcdefghijklmnopqrstuvwxyz[\\]^_";
      found = strchr(names, text[5]);
      key = found ? (int)(found - names) : -1;
    } else if (length == 3 && starts_with(text, "DEL")) {
      key = 127;
    }
    if (key < 0 || viewer->count_keys == (int)sizeof viewer->keys) {
      return format("Invalid detach keys (%s) provided", given);
    }
    viewer->keys[viewer->count_keys++] = (char)key;
    text += length + (text[length] == ',');
  }
  return NULL;
}

int connect_audience(const char *path) {
  struct sockaddr_un address;
  int door = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  if (door >= 0 && connect(door, (struct sockaddr *)&address, sizeof address) < 0) {
    close(door);
    return -1;
  }
  return door;
}

static int resized; /* since the size was last told */

static void note_size(int number) {
  (void)number;
  resized = 1;
}

/* A packet that the door has not taken: nothing more is read of what is typed until it has. */
static struct {
  char packet[1 + INPUT_BYTES];
  size_t length;
} held;

/* Whether the door's queue is full; a door that is closed tells that when it is read. */
static int is_refused(int door, const char *packet, size_t length) {
  return send(door, packet, length, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 &&
         (errno == EAGAIN || errno == EINTR || errno == ENOBUFS);
}

static void send_held(int door) {
  if (held.length && !is_refused(door, held.packet, held.length)) {
    held.length = 0;
  }
}

static void send_size(int door, int more) {
  struct winsize size;
  char packet[1 + sizeof size];
  if (ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
    size.ws_row = (unsigned short)(size.ws_row + more);
    size.ws_col = (unsigned short)(size.ws_col + more);
    *packet = 'w';
    memcpy(packet + 1, &size, sizeof size);
    resized = is_refused(door, packet, sizeof packet);
  }
}

/* Of the keys that detach, how many were pressed in a row. */
static int pressed;

/* What is typed goes in, but for keys that may detach; 1 when they do. */
static int send_typed(const struct viewer *viewer, const char *bytes, ssize_t count) {
  char *packet = held.packet;
  ssize_t i;
  size_t length = 1;
  *packet = 'i';
  for (i = 0; i < count; i++) {
    if (viewer->count_keys && bytes[i] == viewer->keys[pressed]) {
      if (++pressed == viewer->count_keys) {
        pressed = 0;
        return 1;
      }
      continue;
    }
    memcpy(packet + length, viewer->keys, (size_t)pressed);
    length += (size_t)pressed;
    pressed = 0;
    packet[length++] = bytes[i];
  }
  if (length > 1) {
    held.length = length;
    send_held(viewer->door);
  }
  return 0;
}

/* 0 at the end of what is typed, -1 where keys have detached. */
static int pass_typed(const struct viewer *viewer) {
  char bytes[INPUT_BYTES - sizeof viewer->keys];
  ssize_t count = read(0, bytes, sizeof bytes);
  if (count < 0 && errno == EINTR) {
    return 1;
  }
  if (count <= 0) {
    *held.packet = 'c';
    held.length = 1;
    send_held(viewer->door);
    return 0;
  }
  return send_typed(viewer, bytes, count) ? -1 : 1;
}

static int pass_shown(struct viewer *viewer) {
  char packet[1 + INPUT_BYTES];
  ssize_t count = read(viewer->door, packet, sizeof packet), done = 1;
  if (count < 0 && errno == EINTR) {
    return 1;
  }
  if (count == 2 && *packet == 'e') {
    viewer->status = (unsigned char)packet[1];
    return 0;
  }
  while (done < count) {
    ssize_t part = write(*packet == 2 ? 2 : 1, packet + done, (size_t)(count - done));
    if (part < 0 && errno != EINTR) {
      return 0;
    }
    done += part > 0 ? part : 0;
  }
  return count > 0;
}

static int relay(struct viewer *viewer) {
  int types = viewer->types, more = 1, detached = 0;
  while (more && !detached) {
    struct pollfd waits[2] = {{viewer->door, POLLIN, 0}, {-1, POLLIN, 0}};
    if (resized && viewer->console) {
      resized = 0;
      send_size(viewer->door, 0);
    }
    waits[0].events |= (short)(held.length || (resized && viewer->console) ? POLLOUT : 0);
    waits[1].fd = types && !held.length ? 0 : -1;
    if (poll(waits, 2, -1) < 0) {
      continue;
    }
    if (waits[0].revents & POLLOUT) {
      send_held(viewer->door);
    }
    if (waits[0].revents & ~POLLOUT) {
      more = pass_shown(viewer);
    }
    if (waits[1].revents && more) {
      int result = pass_typed(viewer);
      types = result > 0;
      detached = result < 0;
    }
  }
  return detached;
}

int look_on(struct viewer *viewer) {
  struct termios before, raw;
  int changes = viewer->console && viewer->types && tcgetattr(0, &before) == 0;
  int detached;
  viewer->status = -1;
  fflush(stdout);
  signal(SIGPIPE, SIG_IGN);
  if (changes) {
    raw = before;
    cfmakeraw(&raw);
    raw.c_oflag = before.c_oflag; /* what comes has its returns already, and keeps what it has */
    raw.c_oflag &= ~(tcflag_t)OPOST;
    tcsetattr(0, TCSADRAIN, &raw);
  }
  if (viewer->console) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note_size;
    sigaction(SIGWINCH, &action, NULL);
    if (viewer->redraws) {
      send_size(viewer->door, 1);
    }
    send_size(viewer->door, 0);
  }
  detached = relay(viewer);
  close(viewer->door);
  if (changes) {
    tcsetattr(0, TCSADRAIN, &before);
  }
  return detached;
}

static failure check_state(const struct json *container) {
  if (json_truth(container, "State.Paused")) {
    return format("You cannot attach to a paused container, unpause it first");
  }
  if (is_restarting(container)) {
    return format("You cannot attach to a restarting container, wait until it is running");
  }
  return is_running(container) ? NULL
                               : format("You cannot attach to a stopped container, start it first");
}

int attach_command(struct asked *asked) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
  failure failed;
  struct json *container = find_container(asked->arguments[0], &failed);
  struct viewer viewer;
  int proxies = !option_given(asked, "sig-proxy") || option_truth(asked, "sig-proxy");
  unsigned i;
  if (!container) {
    say_failure("%s", failed);
    return 1;
  }
  failed = check_state(container);
  if (failed) {
    fprintf(stderr, "%s\n", failed);
    return 1;
  }
  memset(&viewer, 0, sizeof viewer);
  viewer.console = json_truth(container, "Config.Tty");
  viewer.types = !option_truth(asked, "no-stdin") && json_truth(container, "Config.OpenStdin");
  viewer.redraws = viewer.console && isatty(1);
  if (viewer.console && !option_truth(asked, "no-stdin") && !isatty(0)) {
    fputs("the input device is not a TTY\n", stderr);
    return 1;
  }
  failed = read_keys(option_text(asked, "detach-keys"), &viewer);
  viewer.door = failed ? -1 : connect_audience(run_file(container, "attach"));
  if (viewer.door < 0) {
    say_failure("%s", failed ? failed : reason(errno));
    return 1;
  }
  viewer.count_keys = viewer.console ? viewer.count_keys : 0;
  tell_of_container(container, "attach", NULL);
  for (i = 0; i < sizeof numbers / sizeof *numbers && proxies && !viewer.console; i++) {
    forward_signal(numbers[i], (int)json_integer(container, "State.Pid"));
  }
  if (look_on(&viewer)) {
    tell_of_container(container, "detach", NULL);
    fputs("read escape sequence\n", stderr);
    return 1;
  }
  return viewer.status >= 0 ? viewer.status : await_end(container); /* which may be removed */
}
