/* docker-proxy: a program that listens at a port of the host's, for a container. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "network.h"

enum { REPORT = 3, MOST_CLIENTS = 32, MOST_BYTES = 4096, WAITING = 128 };

static struct sockaddr_in host, container;
static int datagrams, has_engine;
static volatile sig_atomic_t leaving;

static void leave(int number) {
  (void)number;
  leaving = 1;
}

/* Said to the engine, which waits for it: "0", or "1" and why not. Who typed it reads why. */
static void report(const char *problem) {
  if (has_engine) {
    dprintf(REPORT, problem ? "1\n%s" : "0\n", problem);
    close(REPORT);
  } else if (problem) {
    fprintf(stderr, "%s\n", problem);
  }
}

static int listening(void) {
  int made = socket(AF_INET, datagrams ? SOCK_DGRAM : SOCK_STREAM, 0), on = 1;
  if (!datagrams) {
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  }
  if (made < 0 || bind(made, (struct sockaddr *)&host, sizeof host) < 0 ||
      (!datagrams && listen(made, WAITING) < 0)) {
    report(format("listen %s4 %s:%d: bind: %s", datagrams ? "udp" : "tcp", inet_ntoa(host.sin_addr),
                  ntohs(host.sin_port), reason(errno)));
    exit(1);
  }
  report(NULL);
  return made;
}

static int connected(void) {
  int made = socket(AF_INET, datagrams ? SOCK_DGRAM : SOCK_STREAM, 0);
  if (made >= 0 && connect(made, (struct sockaddr *)&container, sizeof container) < 0) {
    close(made);
    made = -1;
  }
  return made;
}

/* What has come from one end goes to the other; 0 at its end. */
static int pass_on(int from, int to) {
  char bytes[MOST_BYTES];
  ssize_t got = read(from, bytes, sizeof bytes), done = 0, put;
  while (done < got && (put = write(to, bytes + done, (size_t)(got - done))) > 0) {
    done += put;
  }
  if (got <= 0) {
    shutdown(to, SHUT_WR);
  }
  return got > 0 && done == got;
}

/* When nobody listens any more, what has been sent already is still delivered. */
static void carry(int client) {
  int inner = connected(), ready;
  struct pollfd both[2] = {{client, POLLIN, 0}, {inner, POLLIN, 0}};
  while (inner >= 0 && (both[0].fd >= 0 || both[1].fd >= 0)) {
    ready = poll(both, 2, leaving ? 0 : -1);
    if (ready == 0 || (leaving && both[1].fd < 0)) {
      break;
    }
    if (ready < 0) {
      continue;
    }
    if (both[0].fd >= 0 && both[0].revents && !pass_on(client, inner)) {
      both[0].fd = -1;
    }
    if (both[1].fd >= 0 && both[1].revents && !pass_on(inner, client)) {
      both[1].fd = -1;
    }
  }
}

/* A process for each connection. */
static void carry_streams(int door) {
  signal(SIGCHLD, SIG_IGN);
  for (;;) {
    int client = accept(door, NULL, NULL);
    if (client >= 0 && fork() == 0) {
      signal(SIGTERM, leave);
      prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
      close(door);
      carry(client);
      _exit(0);
    }
    if (client >= 0) {
      close(client);
    }
  }
}

struct client {
  struct sockaddr_in from;
  int inner;
};

static struct client *client_at(struct client *all, const struct sockaddr_in *from) {
  static int oldest;
  struct client *one;
  int i;
  for (i = 0; i < MOST_CLIENTS; i++) {
    if (all[i].inner >= 0 && all[i].from.sin_port == from->sin_port &&
        all[i].from.sin_addr.s_addr == from->sin_addr.s_addr) {
      return &all[i];
    }
  }
  one = &all[oldest++ % MOST_CLIENTS];
  if (one->inner >= 0) {
    close(one->inner);
  }
  one->from = *from;
  one->inner = connected();
  return one;
}

/* Who sends something gets what comes back. */
static void carry_datagrams(int door) {
  struct client all[MOST_CLIENTS];
  struct pollfd waits[MOST_CLIENTS + 1];
  char bytes[MOST_BYTES];
  int i;
  for (i = 0; i < MOST_CLIENTS; i++) {
    all[i].inner = -1;
  }
  for (;;) {
    for (i = 0; i <= MOST_CLIENTS; i++) {
      waits[i].fd = i < MOST_CLIENTS ? all[i].inner : door;
      waits[i].events = POLLIN;
      waits[i].revents = 0;
    }
    if (poll(waits, MOST_CLIENTS + 1, -1) <= 0) {
      continue;
    }
    for (i = 0; i < MOST_CLIENTS; i++) {
      ssize_t got = waits[i].revents ? read(all[i].inner, bytes, sizeof bytes) : -1;
      if (got >= 0) {
        sendto(door, bytes, (size_t)got, 0, (struct sockaddr *)&all[i].from, sizeof all[i].from);
      }
    }
    if (waits[MOST_CLIENTS].revents) {
      struct sockaddr_in from;
      socklen_t size = sizeof from;
      ssize_t got = recvfrom(door, bytes, sizeof bytes, 0, (struct sockaddr *)&from, &size);
      struct client *one = got < 0 ? NULL : client_at(all, &from);
      if (one && one->inner >= 0) {
        write(one->inner, bytes, (size_t)got);
      }
    }
  }
}

int proxy_main(int count, char **arguments) {
  int i, door;
  host.sin_family = container.sin_family = AF_INET;
  for (i = 1; i + 1 < count; i += 2) {
    const char *name = arguments[i], *value = arguments[i + 1];
    if (!strcmp(name, "-proto")) {
      datagrams = !strcmp(value, "udp");
    } else if (!strcmp(name, "-host-ip") || !strcmp(name, "-container-ip")) {
      inet_pton(AF_INET, value, name[1] == 'h' ? &host.sin_addr : &container.sin_addr);
    } else if (!strcmp(name, "-host-port") || !strcmp(name, "-container-port")) {
      *(name[1] == 'h' ? &host.sin_port : &container.sin_port) = htons((uint16_t)atoi(value));
    } else {
      fprintf(stderr, "flag provided but not defined: %s\n", name);
      return 2;
    }
  }
  if (!container.sin_port) {
    fputs(
        "Usage of docker-proxy: -proto tcp|udp -host-ip IP -host-port PORT -container-ip IP "
        "-container-port PORT\n",
        stderr);
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  has_engine = fcntl(REPORT, F_GETFD) >= 0;
  door = listening();
  if (datagrams) {
    carry_datagrams(door);
  } else {
    carry_streams(door);
  }
  return 0;
}
