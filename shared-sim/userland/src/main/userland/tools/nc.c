/* nc(1): what it reads goes to the other end of a connection, and what comes back is printed. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "programs.h"
#include "resolve.h"

static int listens, again, over_paths, datagrams, talks, only_looks, shuts, seconds = -1;

static union {
  struct sockaddr any;
  struct sockaddr_in internet;
  struct sockaddr_un path;
} address;
static socklen_t address_size;

/* A name that begins with @ is an abstract one. */
static void set_path(const char *path) {
  address.path.sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address.path.sun_path) {
    die(1, "path too long: %s", path);
  }
  strcpy(address.path.sun_path, path);
  address_size = offsetof(struct sockaddr_un, sun_path) + strlen(path) + (*path != '@');
  if (*path == '@') {
    address.path.sun_path[0] = 0;
  }
}

static void set_internet(const char *host, const char *port) {
  char *end;
  long number = strtol(port, &end, 10);
  if (*end || number < 1 || number > 65535) {
    die(1, "port number invalid: %s", port);
  }
  address.internet.sin_family = AF_INET;
  address.internet.sin_port = htons(number);
  address_size = sizeof address.internet;
  if (!host) {
    address.internet.sin_addr.s_addr = INADDR_ANY;
  } else if (!find_host(host, &address.internet.sin_addr)) {
    die(1, "bad address '%s'", host);
  }
}

static void put(int to, const char *bytes, ssize_t count) {
  while (count > 0) {
    ssize_t done = write(to, bytes, count);
    if (done < 0) {
      exit(1);
    }
    bytes += done;
    count -= done;
  }
}

/* What is there to be said goes first; 0 at its end. */
static int say(int file) {
  char bytes[4096];
  ssize_t got = read(0, bytes, sizeof bytes);
  if (got > 0) {
    put(file, bytes, got);
  } else if (shuts) {
    shutdown(file, SHUT_WR);
  }
  return got > 0;
}

/* Until the other end has said all, and what is there has been said to it. */
static void exchange(int file) {
  char bytes[4096];
  struct pollfd both[2] = {{0, POLLIN, 0}, {file, POLLIN, 0}};
  while (poll(both, 2, both[1].fd < 0 ? 0 : seconds > 0 ? seconds * 1000 : -1) > 0) {
    if (both[0].revents && !say(file)) {
      both[0].fd = -1;
    }
    if (both[1].revents) {
      ssize_t got = read(file, bytes, sizeof bytes);
      if (got <= 0) {
        both[1].fd = -1;
      } else {
        put(1, bytes, got);
      }
    }
  }
}

static int made(void) {
  int file = socket(over_paths ? AF_UNIX : AF_INET, datagrams ? SOCK_DGRAM : SOCK_STREAM, 0);
  if (file < 0) {
    die(1, "socket: %m");
  }
  return file;
}

static int serve(void) {
  int file = made(), on = 1;
  setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(file, &address.any, address_size) < 0) {
    die(1, "bind: %m");
  }
  if (datagrams) {
    exchange(file);
    return 0;
  }
  if (listen(file, 5) < 0) {
    die(1, "listen: %m");
  }
  do {
    int end = accept(file, NULL, NULL);
    if (end < 0) {
      die(1, "accept: %m");
    }
    exchange(end);
    close(end);
  } while (again);
  return 0;
}

static int ask(const char *host, const char *port) {
  int file = made();
  if (seconds > 0) {
    struct timeval limit = {seconds, 0};
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  }
  if (connect(file, &address.any, address_size) < 0) {
    if (over_paths) {
      die(1, "%s: %m", host);
    }
    die(1, "can't connect to remote host (%s): %m", host);
  }
  if (talks) {
    fprintf(stderr, "Connection to %s%s%s succeeded!\n", host, port ? " " : "", port ? port : "");
  }
  if (!only_looks) {
    exchange(file);
  }
  return 0;
}

int nc_main(int count, char **arguments) {
  const char *port = NULL, *host = NULL;
  int option;
  while ((option = getopt(count, arguments, "lkNnp:Uuvw:z")) != -1) {
    switch (option) {
      case 'l':
        listens = 1;
        break;
      case 'k':
        again = 1;
        break;
      case 'N':
        shuts = 1;
        break;
      case 'n':
        break;
      case 'p':
        port = optarg;
        break;
      case 'U':
        over_paths = 1;
        break;
      case 'u':
        datagrams = 1;
        break;
      case 'v':
        talks = 1;
        break;
      case 'w':
        seconds = atoi(optarg);
        break;
      case 'z':
        only_looks = 1;
        break;
      default:
        return 1;
    }
  }
  signal(SIGPIPE, SIG_IGN);
  arguments += optind;
  if (over_paths) {
    if (!*arguments) {
      missing_operand();
    }
    set_path(*arguments);
    return listens ? serve() : ask(*arguments, NULL);
  }
  if (arguments[0] && arguments[1]) {
    host = *arguments++;
  }
  if (*arguments) {
    host = listens || host ? host : *arguments;
    port = listens || host != *arguments ? *arguments : port;
  }
  if (!port || (!listens && !host)) {
    missing_operand();
  }
  set_internet(host, port);
  return listens ? serve() : ask(host, port);
}
