/* A server of files by HTTP, and wget(1) to ask it: as much of both as a page needs. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"
#include "resolve.h"

enum { MOST = 2048 };

static void put(int file, const char *bytes, ssize_t count) {
  while (count > 0) {
    ssize_t done = send(file, bytes, count, MSG_NOSIGNAL);
    if (done <= 0) {
      return;
    }
    bytes += done;
    count -= done;
  }
}

static void put_text(int file, const char *text) { put(file, text, strlen(text)); }

/* What was asked for, up to the empty line. */
static int read_request(int file, char *text) {
  size_t length = 0;
  while (length < MOST - 1) {
    ssize_t got = read(file, text + length, MOST - 1 - length);
    if (got <= 0) {
      return length > 0 && strchr(text, '\n');
    }
    length += got;
    text[length] = 0;
    if (strstr(text, "\r\n\r\n") || strstr(text, "\n\n")) {
      return 1;
    }
  }
  return 0;
}

static void refuse(int file, const char *why) {
  char text[200];
  snprintf(text, sizeof text, "HTTP/1.0 %s\r\nContent-Type: text/plain\r\n\r\n%s\n", why, why);
  put_text(file, text);
}

static void answer(int file) {
  char request[MOST] = "", path[MOST + 16], head[200], bytes[4096];
  char *end;
  struct stat found;
  ssize_t got;
  int page, head_only;
  if (!read_request(file, request)) {
    refuse(file, "400 Bad Request");
    return;
  }
  head_only = strncmp(request, "HEAD /", 6) == 0;
  if (!head_only && strncmp(request, "GET /", 5) != 0) {
    refuse(file, "400 Bad Request");
    return;
  }
  end = strchr(request, '/') + 1;
  end[strcspn(end, " ?\r\n")] = 0;
  if (strstr(end, "..")) {
    refuse(file, "403 Forbidden");
    return;
  }
  snprintf(path, sizeof path, "./%s", end);
  if (stat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
    strcat(path, "/index.html");
  }
  page = open(path, O_RDONLY);
  if (page < 0 || fstat(page, &found) < 0 || !S_ISREG(found.st_mode)) {
    refuse(file, "404 Not Found");
  } else {
    snprintf(head, sizeof head, "HTTP/1.0 200 OK\r\nContent-Length: %lld\r\n\r\n",
             (long long)found.st_size);
    put_text(file, head);
    while (!head_only && (got = read(page, bytes, sizeof bytes)) > 0) {
      put(file, bytes, got);
    }
  }
  if (page >= 0) {
    close(page);
  }
}

static int listening(int port) {
  struct sockaddr_in address;
  int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(file, (struct sockaddr *)&address, sizeof address) < 0) {
    die(1, "bind: %m");
  }
  if (listen(file, 9) < 0) {
    die(1, "listen: %m");
  }
  return file;
}

int httpd_main(int count, char **arguments) {
  int option, port = 80, stays = 0, file;
  const char *folder = ".";
  while ((option = getopt(count, arguments, "fh:p:")) != -1) {
    switch (option) {
      case 'f':
        stays = 1;
        break;
      case 'h':
        folder = optarg;
        break;
      case 'p':
        port = atoi(optarg);
        break;
      default:
        return 1;
    }
  }
  if (chdir(folder) < 0) {
    die(1, "can't change directory to '%s': %m", folder);
  }
  file = listening(port);
  if (!stays && fork() != 0) {
    return 0;
  }
  if (!stays) {
    setsid();
  }
  for (;;) {
    int end = accept(file, NULL, NULL);
    if (end >= 0) {
      answer(end);
      close(end);
    }
  }
}

/* Behind http://, or without it: an address, perhaps a port, and a path. */
static const char *split(const char *url, struct sockaddr_in *address) {
  char host[256];
  size_t length;
  const char *colon;
  if (strncmp(url, "http://", 7) == 0) {
    url += 7;
  }
  length = strcspn(url, "/");
  snprintf(host, sizeof host, "%.*s", (int)length, url);
  colon = strchr(host, ':');
  memset(address, 0, sizeof *address);
  address->sin_family = AF_INET;
  address->sin_port = htons(colon ? atoi(colon + 1) : 80);
  if (colon) {
    host[colon - host] = 0;
  }
  if (!find_host(host, &address->sin_addr)) {
    die(1, "bad address '%s'", host);
  }
  return url[length] ? url + length : "/";
}

static int fetch(int file, FILE *out) {
  char line[512], bytes[4096];
  size_t got;
  FILE *in = fdopen(file, "r");
  int status = 0;
  if (!fgets(line, sizeof line, in)) {
    die(1, "error getting response");
  }
  sscanf(line, "HTTP/%*s %d", &status);
  if (status != 200) {
    line[strcspn(line, "\r\n")] = 0;
    die(1, "server returned error: %s", line);
  }
  while (fgets(line, sizeof line, in) && *line != '\r' && *line != '\n') {
  }
  while ((got = fread(bytes, 1, sizeof bytes, in)) > 0) {
    fwrite(bytes, 1, got, out);
  }
  return 0;
}

int wget_main(int count, char **arguments) {
  int option, file;
  const char *name = NULL, *path;
  char request[MOST];
  struct sockaddr_in address;
  while ((option = getopt(count, arguments, "O:q")) != -1) {
    if (option == 'O') {
      name = optarg;
    } else if (option != 'q') {
      return 1;
    }
  }
  if (optind + 1 != count) {
    missing_operand();
  }
  path = split(arguments[optind], &address);
  if (!name) {
    name = path[1] ? last_name(path) : "index.html";
  }
  file = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(file, (struct sockaddr *)&address, sizeof address) < 0) {
    die(1, "can't connect to remote host (%s): %m", inet_ntoa(address.sin_addr));
  }
  snprintf(request, sizeof request, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", path,
           inet_ntoa(address.sin_addr));
  put_text(file, request);
  if (strcmp(name, "-") == 0) {
    return fetch(file, stdout);
  }
  FILE *out = fopen(name, "w");
  if (!out) {
    die(1, "can't open '%s': %m", name);
  }
  fetch(file, out);
  return fclose(out) == 0 ? 0 : 1;
}
