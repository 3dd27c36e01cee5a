/* The client of an engine that is behind a socket. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "commands.h"
#include "http.h"
#include "remote.h"

const char *elsewhere;

static const char *now = ""; /* the command, for what is said when nobody answers */

static void refuse_connection(const char *method, const char *path) {
  int error = errno, is_run = !strcmp(now, "run") || !strcmp(now, "create");
  const char *before = is_run ? "docker: " : "",
             *after = is_run ? ".\nSee 'docker run --help'." : "";
  fflush(stdout);
  if (error == EACCES) {
    fprintf(stderr,
            "%spermission denied while trying to connect to the Docker daemon socket at "
            "unix://%s: %c%s \"http://%s/v" API_VERSION
            "%.*s\": dial unix %s: connect: permission "
            "denied%s\n",
            before, elsewhere, *method,
            *method == 'G'   ? "et"
            : *method == 'P' ? "ost"
                             : "elete",
            replaced(elsewhere, "/", "%2F"), (int)strcspn(path, "?"), path, elsewhere, after);
  } else {
    fprintf(stderr,
            "%sCannot connect to the Docker daemon at unix://%s. Is the docker daemon "
            "running?%s\n",
            before, elsewhere, after);
  }
  exit(is_run ? 125 : 1);
}

/* An open connection on which something has been asked. */
static int ask(const char *method, const char *path, const char *body) {
  struct sockaddr_un address;
  int door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  char *head;
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  snprintf(address.sun_path, sizeof address.sun_path, "%s", elsewhere);
  if (door < 0 || connect(door, (struct sockaddr *)&address, sizeof address) < 0) {
    refuse_connection(method, path);
  }
  head = format("%s /v" API_VERSION
                "%s HTTP/1.1\r\nHost: api.moby.localhost\r\nUser-Agent: "
                "Docker-Client/" VERSION " (linux)\r\nContent-Length: %zu\r\n%s\r\n",
                method, path, strlen(body), *body ? "Content-Type: application/json\r\n" : "");
  send_all(door, head, strlen(head));
  send_all(door, body, strlen(body));
  return door;
}

/* What is wrong, where the status says that something is. */
static failure failure_of(const struct message *answer) {
  const char *space = strchr(answer->first, ' ');
  struct json *value;
  if (space && atoi(space) < 400) {
    return NULL;
  }
  value = json_parse(answer->body);
  return format(
      "%s", value && *json_text(value, "message") ? json_text(value, "message") : answer->first);
}

static failure heard(int door, struct message *answer) {
  return read_message(door, answer, 1) < 0 ? format("the engine has hung up") : failure_of(answer);
}

static failure exchange(const char *method, const char *path, const char *body,
                        struct message *answer) {
  int door = ask(method, path, body);
  failure failed = heard(door, answer);
  close(door);
  return failed;
}

int is_asked_elsewhere(const char *command) {
  static const char *const all[] = {"create", "images",  "info", "inspect", "kill",
                                    "logs",   "ps",      "rm",   "run",     "start",
                                    "stop",   "version", "wait", NULL};
  int i;
  for (i = 0; all[i] && strcmp(all[i], command); i++) {
  }
  return all[i] != NULL;
}

void reach(const char *command) {
  struct message answer;
  now = command;
  if (!is_asked_elsewhere(command)) {
    exchange("GET", "/_ping", "", &answer);
    fprintf(stderr, "docker: this client does not ask an engine for '%s' yet.\n", command);
    exit(1);
  }
}

struct json *value_elsewhere(const char *path, failure *failed) {
  struct message answer;
  struct json *value = NULL;
  *failed = exchange("GET", path, "", &answer);
  if (!*failed) {
    value = json_parse(answer.body);
    *failed = value ? NULL : format("the engine's answer cannot be read");
  }
  return value;
}

/* Each is asked for alone, as the list says less of it. */
struct json *containers_elsewhere(void) {
  failure failed;
  struct json *list = value_elsewhere("/containers/json?all=1", &failed), *all = json_array();
  int i;
  for (i = 0; list && i < list->count; i++) {
    const char *id = json_text(list->values[i], "Id");
    struct json *one = value_elsewhere(format("/containers/%s/json", id), &failed);
    if (one) {
      json_push(all, one);
    }
  }
  return all;
}

int image_elsewhere(const char *name, struct image *image) {
  failure failed;
  struct json *value = value_elsewhere(format("/images/%s/json", encoded(name)), &failed);
  if (!value) {
    return -1;
  }
  image->id = format("%s", json_text(value, "Id") + 7);
  json_set(value, "config", json_get(value, "Config"));
  image->config = value;
  return 0;
}

/* Names and the ids that they stand for. */
struct json *repositories_elsewhere(void) {
  failure failed;
  struct json *list = value_elsewhere("/images/json", &failed), *all = json_object();
  int i, j;
  for (i = 0; list && i < list->count; i++) {
    const struct json *names = json_get(list->values[i], "RepoTags");
    for (j = 0; names && j < names->count; j++) {
      json_put(all, names->values[j]->text, json_get(list->values[i], "Id"));
    }
  }
  return all;
}

/* What is given with -v is sent as it was typed, the rest of the mounts in their own words. */
static struct json *body_of(const struct json *container, int binds) {
  struct json *body = json_parse(json_line(json_get(container, "Config"))), *mounts = json_array();
  const struct json *all = json_get(container, "Mounts");
  int i;
  json_set(body, "HostConfig", json_get(container, "HostConfig"));
  for (i = binds; i < all->count; i++) {
    struct json *one = json_object();
    int is_volume = !strcmp(json_text(all->values[i], "Type"), "volume");
    json_set_string(one, "Type", json_text(all->values[i], "Type"));
    json_set_string(one, "Source", json_text(all->values[i], is_volume ? "Name" : "Source"));
    json_set_string(one, "Target", json_text(all->values[i], "Destination"));
    json_set_boolean(one, "ReadOnly", !json_truth(all->values[i], "RW"));
    json_push(mounts, one);
  }
  json_set(body, "HostConfig.Mounts", mounts);
  json_set(body, "NetworkingConfig", json_object());
  json_set(body, "NetworkingConfig.EndpointsConfig",
           json_get(container, "NetworkSettings.Networks"));
  return body;
}

void create_elsewhere(struct json *container, int binds) {
  const char *name = container_name(container);
  char *path =
      *name ? format("/containers/create?name=%s", encoded(name)) : format("/containers/create");
  struct message answer;
  failure failed = exchange("POST", path, json_line(body_of(container, binds)), &answer);
  struct json *made;
  if (failed && starts_with(failed, "No such image")) {
    fprintf(stderr, "Unable to find image '%s' locally\n",
            full_name(json_text(container, "Config.Image")));
    failed = not_pulled();
  }
  refuse_engine(failed, 1);
  made = json_parse(answer.body);
  json_set_string(container, "Id", made ? json_text(made, "Id") : "");
}

failure do_elsewhere(const struct json *container, const char *what) {
  struct message answer;
  return exchange("POST", format("/containers/%s/%s", json_text(container, "Id"), what), "",
                  &answer);
}

failure start_elsewhere(const struct json *container) { return do_elsewhere(container, "start"); }

failure remove_elsewhere(const struct json *container, int force, int volumes) {
  struct message answer;
  return exchange(
      "DELETE", format("/containers/%s?force=%d&v=%d", json_text(container, "Id"), force, volumes),
      "", &answer);
}

static int status_of(const char *body) {
  struct json *value = json_parse(body);
  return value ? (int)json_integer(value, "StatusCode") : 125;
}

int wait_elsewhere(const struct json *container) {
  struct message answer;
  return exchange("POST", format("/containers/%s/wait", json_text(container, "Id")), "", &answer)
             ? 125
             : status_of(answer.body);
}

/* Who wants to see all of it is there before it starts. */
int run_elsewhere(const struct json *container, const struct start *how) {
  const char *id = json_text(container, "Id");
  struct message answer;
  int output = -1, end = -1;
  failure failed = NULL;
  if (how->attached && (how->interactive || how->tty)) {
    remove_elsewhere(container, 1, 1);
    refuse_run("this engine takes no input over its socket yet: -i and -t only with -d", 0);
  }
  if (how->attached) {
    output = ask("POST", format("/containers/%s/attach?stream=1&stdout=1&stderr=1", id), "");
    end = ask("POST", format("/containers/%s/wait?condition=next-exit", id), "");
    if (read_message(end, &answer, 0) < 0 || read_message(output, &answer, 0) < 0) {
      failed = format("the engine has hung up");
    } else {
      failed = failure_of(&answer);
    }
  }
  failed = failed ? failed : start_elsewhere(container);
  if (failed) {
    fprintf(stderr, "docker: Error response from daemon: %s.\n", failed);
    return status_of_failure(failed);
  }
  if (!how->attached) {
    puts(id);
    return 0;
  }
  read_pieces(output);
  all_read(end, &answer.body);
  return status_of(answer.body);
}

failure read_log_elsewhere(const struct json *container, const struct log_wanted *wanted) {
  struct message answer;
  char *tail = wanted->last < 0 ? format("all") : format("%ld", wanted->last);
  int door = ask("GET",
                 format("/containers/%s/logs?stdout=1&stderr=1&follow=%d&timestamps=%d"
                        "&tail=%s&since=%s&until=%s",
                        json_text(container, "Id"), wanted->follows, wanted->times, tail,
                        encoded(wanted->since), encoded(wanted->until)),
                 "");
  failure failed = heard(door, &answer);
  if (!failed) {
    read_pieces(door);
  }
  close(door);
  return failed;
}
