/* What the engine answers over its socket (Docker's Engine API 1.45, a part of it). */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "commands.h"
#include "http.h"
#include "log.h"
#include "network.h"

#define STREAM "vnd.docker.multiplexed-stream"

int to_client = -1;

static void reply(int status, const char *type, const char *body) {
  static const struct {
    int status;
    const char *words;
  } all[] = {{200, "OK"},          {201, "Created"},
             {204, "No Content"},  {304, "Not Modified"},
             {400, "Bad Request"}, {404, "Not Found"},
             {409, "Conflict"},    {500, "Internal Server Error"}};
  unsigned i;
  char *head;
  for (i = 0; i < sizeof all / sizeof *all - 1 && all[i].status != status; i++) {
  }
  head = format("HTTP/1.1 %d %s\r\nApi-Version: " API_VERSION
                "\r\nConnection: close\r\n"
                "Content-Type: %s\r\nServer: Docker/" VERSION
                " (linux)\r\nContent-Length: %zu\r\n"
                "\r\n",
                status, all[i].words, type, strlen(body));
  send_all(to_client, head, strlen(head));
  send_all(to_client, body, strlen(body));
}

static void reply_value(int status, const struct json *value) {
  reply(status, "application/json", format("%s\n", json_line(value)));
}

static void refuse_as(int status, const char *text) {
  struct json *value = json_object();
  json_set_string(value, "message", text);
  reply_value(status, value);
}

void refuse_request(const char *text) {
  int status = starts_with(text, "No such") ? 404
               : starts_with(text, "Conflict") || starts_with(text, "cannot remove") ||
                       strstr(text, "is not running")
                   ? 409
               : strstr(text, "nvalid") || strstr(text, "unknown") || strstr(text, "not found") ||
                       starts_with(text, "no command")
                   ? 400
                   : 500;
  refuse_as(status, text);
}

/* With a body or without; a failure is told. */
static void reply_done(int status, failure failed) {
  if (failed) {
    refuse_request(failed);
  } else {
    reply(status, "application/json", "");
  }
}

static struct json *summary_of(const struct json *container) {
  struct json *value = json_object(), *names = json_array();
  json_push(names, json_string(json_text(container, "Name")));
  json_set_string(value, "Id", json_text(container, "Id"));
  json_set(value, "Names", names);
  json_set_string(value, "Image", json_text(container, "Config.Image"));
  json_set_string(value, "ImageID", json_text(container, "Image"));
  json_set_string(value, "Command", command_text(container));
  json_set_number(value, "Created", seconds_of(json_text(container, "Created")));
  json_set(value, "Ports", open_ports(container));
  json_set(value, "Labels", json_get(container, "Config.Labels"));
  json_set_string(value, "State", json_text(container, "State.Status"));
  json_set_string(value, "Status", status_text(container));
  json_set(value, "HostConfig", json_object());
  json_set_string(value, "HostConfig.NetworkMode", json_text(container, "HostConfig.NetworkMode"));
  json_set(value, "Mounts", json_get(container, "Mounts"));
  return value;
}

static int is_set(const char *query, const char *name) {
  const char *word = word_of(query, name);
  return word && *word && strcmp(word, "0") && strcasecmp(word, "false");
}

static void list_containers(const char *query) {
  struct json *all = all_containers(), *list = json_array();
  int i;
  for (i = 0; i < all->count; i++) {
    if (is_set(query, "all") || is_running(all->values[i])) {
      json_push(list, summary_of(all->values[i]));
    }
  }
  reply_value(200, list);
}

static void list_images(void) {
  struct json *all = all_images(), *list = json_array();
  int i;
  for (i = 0; i < all->count; i++) {
    struct image image;
    if (find_image(all->values[i]->text, &image) == 0) {
      struct json *whole = image_value(&image), *value = json_object();
      json_set_number(value, "Containers", -1);
      json_set_number(value, "Created", seconds_of(json_text(whole, "Created")));
      json_set(value, "Id", json_get(whole, "Id"));
      json_set(value, "Labels", json_get(whole, "Config.Labels"));
      json_set(value, "RepoTags", json_get(whole, "RepoTags"));
      json_set(value, "Size", json_get(whole, "Size"));
      json_push(list, value);
    }
  }
  reply_value(200, list);
}

static void create(const char *query, const char *text) {
  struct json *body = json_parse(text), *container;
  const char *name = word_of(query, "name");
  struct image image;
  failure failed;
  if (!body || body->kind != OBJECT) {
    refuse_as(400, "invalid JSON: the body is no object");
    return;
  }
  container = requested_container(body);
  if (name) {
    json_set_string(container, "Name", format("/%s", name));
  }
  name = json_text(container, "Config.Image");
  if (find_image(name, &image) < 0) {
    refuse_as(404, format("No such image: %s", full_name(name)));
    return;
  }
  failed = fill_container(container, &image);
  failed = failed ? failed : create_container(container, &image);
  if (failed) {
    refuse_request(failed);
    return;
  }
  body = json_object();
  json_set_string(body, "Id", json_text(container, "Id"));
  json_set(body, "Warnings", json_array());
  reply_value(201, body);
}

static void start(struct json *container) {
  struct start how = {0, json_truth(container, "Config.OpenStdin"), 0, 0, 0, 0, -1, NULL};
  int status;
  if (is_running(container)) {
    reply(304, "application/json", "");
    return;
  }
  reply_done(204, start_container(container, &how, &status));
}

static void stop(struct json *container, const char *query) {
  const char *time = word_of(query, "t");
  if (!is_running(container)) {
    reply(304, "application/json", "");
    return;
  }
  reply_done(204, stop_container(container, time ? atoi(time) : 10));
}

static void end(struct json *container, const char *query) {
  const char *name = word_of(query, "signal");
  int number = name ? signal_number(name) : SIGKILL;
  if (number < 0) {
    refuse_as(400, format("Invalid signal: %s", name));
    return;
  }
  reply_done(204, kill_container(container, number));
}

static void begin_stream(int status, const char *words, const char *type, const char *more) {
  char *head = format("HTTP/1.1 %d %s\r\nApi-Version: " API_VERSION
                      "\r\nConnection: %s\r\n"
                      "Content-Type: application/%s\r\n\r\n",
                      status, words, more, type);
  send_all(to_client, head, strlen(head));
}

/* The end of the next time that it runs is written to who is there before, and says so. */
static int next_end(const struct json *container) {
  char *path = run_file(container, "wait"), text[16] = "";
  struct pollfd both[2] = {{-1, POLLIN, 0}, {to_client, POLLIN, 0}};
  mkfifo(path, 0600);
  both[0].fd = open(path, O_RDWR | O_CLOEXEC);
  begin_stream(200, "OK", "json", "close");
  while (poll(both, 2, -1) < 0 || (!both[0].revents && !both[1].revents)) {
  }
  if (both[0].revents) {
    read(both[0].fd, text, sizeof text - 1);
  }
  unlink(path);
  return both[0].revents ? atoi(text) : -1;
}

static void wait_for(struct json *container, const char *query) {
  const char *condition = word_of(query, "condition");
  struct json *value = json_object();
  char *line;
  if (condition && (!strcmp(condition, "next-exit") || !strcmp(condition, "removed"))) {
    json_set_number(value, "StatusCode", next_end(container));
    line = json_line(value);
    send_all(to_client, line, strlen(line));
  } else {
    json_set_number(value, "StatusCode", await_end(container));
    reply_value(200, value);
  }
}

/* Up to the end of both outputs, of a container that starts only now. */
static void attach(struct json *container) {
  static const char *const names[] = {"stdout", "stderr"};
  struct pollfd waits[3] = {{-1, POLLIN, 0}, {-1, POLLIN, 0}, {to_client, POLLIN, 0}};
  char bytes[4096];
  int i, open_ends = 2;
  if (is_running(container)) {
    refuse_as(500, "this engine attaches to nothing that runs yet");
    return;
  }
  for (i = 0; i < 2; i++) {
    mkfifo(run_file(container, names[i]), 0600);
    waits[i].fd = open(run_file(container, names[i]), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  }
  begin_stream(101, "UPGRADED", STREAM, "Upgrade\r\nUpgrade: tcp");
  while (open_ends && poll(waits, 3, -1) >= 0 && !waits[2].revents) {
    for (i = 0; i < 2; i++) {
      ssize_t got = waits[i].revents ? read(waits[i].fd, bytes, sizeof bytes) : -1;
      if (got > 0) {
        send_piece(to_client, i + 1, bytes, (size_t)got);
      } else if (got == 0) {
        waits[i].fd = -1;
        open_ends--;
      }
    }
  }
  for (i = 0; i < 2; i++) {
    unlink(run_file(container, names[i]));
  }
}

static void send_line(const char *stream, const char *text, size_t length) {
  send_piece(to_client, strcmp(stream, "stderr") ? 1 : 2, text, length);
}

static void logs(struct json *container, const char *query) {
  struct log_wanted wanted = {"", "", -1, is_set(query, "follow"), is_set(query, "timestamps"), 0};
  const char *tail = word_of(query, "tail"), *since = word_of(query, "since");
  const char *until = word_of(query, "until");
  char *from = format("%s", ""), *to = from;
  wanted.streams = is_set(query, "stdout") | is_set(query, "stderr") << 1;
  wanted.last = tail && strspn(tail, "0123456789") == strlen(tail) && *tail ? atol(tail) : -1;
  if (!wanted.streams) {
    refuse_as(400, "Bad parameters: you must choose at least one stream");
  } else if (!strcmp(json_text(container, "HostConfig.LogConfig.Type"), "none")) {
    refuse_as(500, "configured logging driver does not support reading");
  } else if ((since && log_time("since", since, &from)) ||
             (until && log_time("until", until, &to))) {
    refuse_as(400, "invalid value for a time");
  } else {
    wanted.since = from;
    wanted.until = to;
    begin_stream(200, "OK", STREAM, "close");
    read_log(container, &wanted, send_line);
  }
}

static void of_container(const char *method, const char *id, const char *what, const char *query,
                         const char *path) {
  failure failed;
  struct json *container = find_container(id, &failed);
  int gets = !strcmp(method, "GET"), posts = !strcmp(method, "POST");
  if (!container) {
    refuse_as(404, failed);
  } else if (!*what && !strcmp(method, "DELETE")) {
    failed = remove_container(container, is_set(query, "force"));
    if (!failed && is_set(query, "v")) {
      remove_unnamed_volumes(container);
    }
    reply_done(204, failed);
  } else if (gets && !strcmp(what, "json")) {
    json_remove(json_get(container, "HostConfig"), "Tmpfs");
    reply_value(200, container);
  } else if (gets && !strcmp(what, "logs")) {
    logs(container, query);
  } else if (posts && !strcmp(what, "start")) {
    start(container);
  } else if (posts && !strcmp(what, "stop")) {
    stop(container, query);
  } else if (posts && !strcmp(what, "kill")) {
    end(container, query);
  } else if (posts && !strcmp(what, "wait")) {
    wait_for(container, query);
  } else if (posts && !strcmp(what, "attach")) {
    attach(container);
  } else {
    refuse_as(404, format("page not found: %s %s", method, path));
  }
}

static void of_image(const char *name) {
  struct image image;
  if (find_image(name, &image) < 0) {
    refuse_as(404, format("No such image: %s", full_name(name)));
  } else {
    reply_value(200, image_value(&image));
  }
}

static void version(void) {
  struct json *value = json_object();
  struct utsname system;
  uname(&system);
  json_set_string(value, "Version", VERSION);
  json_set_string(value, "ApiVersion", API_VERSION);
  json_set_string(value, "MinAPIVersion", API_VERSION);
  json_set_string(value, "Os", "linux");
  json_set_string(value, "Arch", "386");
  json_set_string(value, "KernelVersion", system.release);
  reply_value(200, value);
}

/* "/v1.45" in front says for which version it is. */
static const char *without_version(const char *path) {
  if (path[0] == '/' && path[1] == 'v' && strspn(path + 2, "0123456789.") > 0) {
    const char *rest = path + 2 + strspn(path + 2, "0123456789.");
    return *rest == '/' ? rest : path;
  }
  return path;
}

static void route(const char *method, const char *path, const char *query, const char *body) {
  const char *rest = strchr(path + 1, '/');
  int gets = !strcmp(method, "GET");
  if (gets && !strcmp(path, "/_ping")) {
    reply(200, "text/plain; charset=utf-8", "OK");
  } else if (gets && !strcmp(path, "/version")) {
    version();
  } else if (gets && !strcmp(path, "/info")) {
    reply_value(200, info_value());
  } else if (gets && !strcmp(path, "/containers/json")) {
    list_containers(query);
  } else if (gets && !strcmp(path, "/images/json")) {
    list_images();
  } else if (!strcmp(method, "POST") && !strcmp(path, "/containers/create")) {
    create(query, body);
  } else if (starts_with(path, "/containers/") && rest[1]) {
    const char *slash = strchr(rest + 1, '/');
    char *id = slash ? format("%.*s", (int)(slash - rest - 1), rest + 1) : format("%s", rest + 1);
    of_container(method, id, slash ? slash + 1 : "", query, path);
  } else if (gets && starts_with(path, "/images/") && strlen(path) > 13 &&
             !strcmp(path + strlen(path) - 5, "/json")) {
    of_image(format("%.*s", (int)strlen(rest + 1) - 5, rest + 1));
  } else {
    refuse_as(404, format("page not found: %s %s", method, path));
  }
}

void serve_request(int connection) {
  struct message message;
  char *path, *end, *query;
  to_client = connection;
  if (read_message(connection, &message, 0) < 0) {
    return;
  }
  path = strchr(message.first, ' ');
  end = path ? strchr(path + 1, ' ') : NULL;
  if (!end || path[1] != '/' || !starts_with(end + 1, "HTTP/1.")) {
    refuse_as(400, "this is no request of HTTP/1.1");
    return;
  }
  *path++ = 0;
  *end = 0;
  query = strchr(path, '?');
  if (query) {
    *query++ = 0;
  }
  path = word_of(format("path=%s", without_version(path)), "path");
  route(message.first, path, query ? query : "", message.body);
}
