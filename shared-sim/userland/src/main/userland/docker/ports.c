/* Ports of containers that the host lets others reach: what is asked for, and what leads there. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands.h"
#include "network.h"

#define PROXY "/usr/bin/docker-proxy"
#define FIRST_FREE 32768
#define LAST_FREE 60999
#define MOST_PORT 65535
#define MOST_PROXIES 64

static int proxies[MOST_PROXIES], proxy_count;

struct range {
  int first, last;
};

static int read_range(const char *text, struct range *range) {
  char *end;
  long first = strtol(text, &end, 10), last = first;
  if (end == text || first < 0 || first > MOST_PORT) {
    return -1;
  }
  if (*end == '-') {
    const char *from = end + 1;
    last = strtol(from, &end, 10);
    if (end == from || last < first || last > MOST_PORT) {
      return -1;
    }
  }
  range->first = (int)first;
  range->last = (int)last;
  return *end ? -1 : 0;
}

/* "tcp" where nothing is said; what stands before it is cut off there. */
static const char *protocol_of(char *text) {
  char *slash = strchr(text, '/');
  if (!slash) {
    return "tcp";
  }
  *slash++ = 0;
  if (strcmp(slash, "tcp") && strcmp(slash, "udp") && strcmp(slash, "sctp")) {
    refuse_run(format("Invalid proto: %s", slash), 1);
  }
  if (*slash == 's') {
    refuse_run("this engine does not have the protocol sctp", 1);
  }
  return slash;
}

static void expose(struct json *container, const char *port) {
  struct json *all = json_get(container, "Config.ExposedPorts");
  if (!all) {
    json_set(container, "Config.ExposedPorts", all = json_object());
  }
  json_put(all, port, json_object());
}

static void bind_port(struct json *container, const char *port, const char *address,
                      const char *host_port) {
  struct json *all = json_get(container, "HostConfig.PortBindings"), *one = json_object();
  struct json *list = json_member(all, port);
  if (!list) {
    json_put(all, port, list = json_array());
  }
  json_set_string(one, "HostIp", address);
  json_set_string(one, "HostPort", host_port);
  json_push(list, one);
  expose(container, port);
}

/* At most three words between colons: an address, a port of the host's, one of the container's. */
static int split(const char *text, char **words) {
  const char *at = text;
  int count = 0;
  while (count < 7) {
    size_t length = strcspn(at, ":");
    words[count++] = format("%.*s", (int)length, at);
    at += length;
    if (!*at++) {
      break;
    }
  }
  return count;
}

static void take_port(struct json *container, const char *text) {
  char *words[8];
  int count = split(text, words), i;
  const char *protocol, *address = count == 3 ? words[0] : "";
  char *inner = words[count - 1], *outer = count > 1 ? words[count - 2] : "";
  struct range in, out = {0, 0};
  uint32_t number;
  if (count > 3) {
    refuse_run(format("Invalid ip address %s:%s: address %s:%s:: too many colons in address",
                      words[0], words[1], words[0], words[1]),
               1);
  }
  if (!*inner) {
    refuse_run(format("No port specified: %s<empty>", text), 1);
  }
  protocol = protocol_of(inner);
  if (read_range(inner, &in) < 0) {
    refuse_run(format("Invalid containerPort: %s", inner), 1);
  }
  if (*outer && read_range(outer, &out) < 0) {
    refuse_run(format("Invalid hostPort: %s", outer), 1);
  }
  if (*address && read_address(address, &number) < 0) {
    refuse_run(format("Invalid ip address: %s", address), 1);
  }
  if (*outer && out.last - out.first != in.last - in.first) {
    refuse_run(
        format("Invalid ranges specified for container and host Ports: %s and %s", inner, outer),
        1);
  }
  for (i = in.first; i <= in.last; i++) {
    bind_port(container, format("%d/%s", i, protocol), address,
              *outer ? format("%d", out.first + i - in.first) : "");
  }
}

void take_ports(struct json *container, const struct asked *asked) {
  const struct json *list = option_list(asked, "publish"), *more = option_list(asked, "expose");
  int i, port;
  for (i = 0; i < list->count; i++) {
    take_port(container, list->values[i]->text);
  }
  for (i = 0; i < more->count; i++) {
    char *text = format("%s", more->values[i]->text);
    const char *protocol = protocol_of(text);
    struct range range;
    if (read_range(text, &range) < 0) {
      refuse_run(format("invalid range format for --expose: %s, error: strconv.ParseUint: parsing "
                        "\"%s\": invalid syntax",
                        more->values[i]->text, text),
                 1);
    }
    for (port = range.first; port <= range.last; port++) {
      expose(container, format("%d/%s", port, protocol));
    }
  }
  json_set_boolean(container, "HostConfig.PublishAllPorts", option_truth(asked, "publish-all"));
  if (list->count && !strcmp(json_text(container, "HostConfig.NetworkMode"), "host")) {
    fputs("WARNING: Published ports are discarded when using host network mode\n", stderr);
  }
}

void expose_all(struct json *container, const struct json *ports) {
  int i;
  for (i = 0; ports && ports->kind == OBJECT && i < ports->count; i++) {
    expose(container, ports->names[i]);
  }
}

/* Whether a running container has it already, at this address or at all. */
static int is_allocated(const char *protocol, const char *address, int port) {
  struct json *all = all_containers();
  int i, j, k;
  for (i = 0; i < all->count; i++) {
    const struct json *ports = json_get(all->values[i], "NetworkSettings.Ports");
    for (j = 0; ports && j < ports->count; j++) {
      const struct json *list = ports->values[j];
      const char *kind = strchr(ports->names[j], '/');
      for (k = 0; list->kind == ARRAY && kind && !strcmp(kind + 1, protocol) && k < list->count;
           k++) {
        const char *other = json_text(list->values[k], "HostIp");
        if (atoi(json_text(list->values[k], "HostPort")) == port &&
            (!strcmp(other, address) || !strcmp(other, "0.0.0.0") || !strcmp(address, "0.0.0.0"))) {
          return 1;
        }
      }
    }
  }
  return 0;
}

static void become_proxy(int tell, char *const *words) {
  int nothing = open("/dev/null", O_RDWR);
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  signal(SIGINT, SIG_DFL);
  signal(SIGQUIT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  signal(SIGHUP, SIG_DFL);
  signal(SIGCHLD, SIG_DFL);
  dup2(nothing, 0);
  dup2(nothing, 1);
  dup2(nothing, 2);
  if (tell != 3) {
    dup2(tell, 3);
  } else {
    fcntl(3, F_SETFD, 0);
  }
  execv(PROXY, words);
  dprintf(3, "1\nfork/exec " PROXY ": %s", reason(errno));
  _exit(1);
}

/* NULL where it listens, or what it said. */
static char *start_proxy(const char *protocol, const char *address, int port,
                         const char *inner_address, const char *inner_port) {
  char *words[] = {PROXY,
                   "-proto",
                   (char *)protocol,
                   "-host-ip",
                   (char *)address,
                   "-host-port",
                   format("%d", port),
                   "-container-ip",
                   (char *)inner_address,
                   "-container-port",
                   (char *)inner_port,
                   NULL};
  int tell[2], pid;
  char *said;
  if (proxy_count == MOST_PROXIES) {
    return format("too many ports of one container");
  }
  if (pipe2(tell, O_CLOEXEC) < 0 || (pid = fork()) < 0) {
    return format("fork/exec " PROXY ": %s", reason(errno));
  }
  if (pid == 0) {
    become_proxy(tell[1], words);
  }
  close(tell[1]);
  all_read(tell[0], &said);
  close(tell[0]);
  if (starts_with(said, "0")) {
    proxies[proxy_count++] = pid;
    return NULL;
  }
  waitpid(pid, NULL, 0);
  return format("%s", starts_with(said, "1\n") ? said + 2 : "it has ended");
}

void end_proxies(void) {
  while (proxy_count > 0) {
    int pid = proxies[--proxy_count];
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
  }
}

/* The port that is asked for, or the lowest that nobody has. */
static failure open_port(const char *protocol, const char *address, const char *asked,
                         const char *inner_address, const char *inner_port, int *port) {
  char *problem;
  if (atoi(asked)) { /* 0 leaves it to us */
    *port = atoi(asked);
    if (is_allocated(protocol, address, *port)) {
      return format("Bind for %s:%d failed: port is already allocated", address, *port);
    }
    problem = start_proxy(protocol, address, *port, inner_address, inner_port);
    return problem ? format("Error starting userland proxy: %s", problem) : NULL;
  }
  for (*port = FIRST_FREE; *port <= LAST_FREE; ++*port) {
    if (is_allocated(protocol, address, *port)) {
      continue;
    }
    problem = start_proxy(protocol, address, *port, inner_address, inner_port);
    if (!problem || !strstr(problem, "address already in use")) {
      return problem ? format("Error starting userland proxy: %s", problem) : NULL;
    }
  }
  return format("all ports are allocated");
}

static failure publish(const struct json *endpoint, const char *name, const struct json *asked,
                       struct json *list) {
  char *inner = format("%s", name);
  const char *protocol = protocol_of(inner), *address = json_text(asked, "HostIp");
  struct json *one = json_object();
  int port;
  failure failed;
  address = *address ? address : "0.0.0.0";
  failed = open_port(protocol, address, json_text(asked, "HostPort"),
                     json_text(endpoint, "IPAddress"), inner, &port);
  json_set_string(one, "HostIp", address);
  json_set_string(one, "HostPort", format("%d", port));
  json_push(list, one);
  return failed;
}

/* The first network that leads out carries them. */
static const struct json *way_in(const struct json *container) {
  const struct json *all = endpoints_of(container);
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (*json_text(all->values[i], "Gateway")) {
      return all->values[i];
    }
  }
  return NULL;
}

static int by_number(const void *one, const void *other) {
  const char *a = *(char *const *)one, *b = *(char *const *)other;
  return atoi(a) != atoi(b) ? atoi(a) - atoi(b) : strcmp(a, b);
}

failure publish_ports(struct json *container) {
  const struct json *exposed = json_get(container, "Config.ExposedPorts");
  const struct json *endpoint = way_in(container);
  struct json *nothing_asked = json_array(), *ports = json_object();
  failure failed = NULL;
  int i, j;
  json_push(nothing_asked, json_object());
  if (exposed && exposed->count) { /* their values are all alike */
    qsort(exposed->names, (size_t)exposed->count, sizeof *exposed->names, by_number);
  }
  for (i = 0; exposed && i < exposed->count && !failed; i++) {
    const char *name = exposed->names[i];
    const struct json *asked = json_member(json_get(container, "HostConfig.PortBindings"), name);
    struct json *list = json_array();
    asked = asked || !json_truth(container, "HostConfig.PublishAllPorts") ? asked : nothing_asked;
    for (j = 0; endpoint && asked && j < asked->count && !failed; j++) {
      failed = publish(endpoint, name, asked->values[j], list);
    }
    json_put(ports, name, list->count ? list : json_null());
  }
  if (failed) {
    end_proxies();
    return format("driver failed programming external connectivity on endpoint %s (%s): %s",
                  container_name(container), json_text(endpoint, "EndpointID"), failed);
  }
  json_set(container, "NetworkSettings.Ports", ports);
  return NULL;
}

char *ports_text(const struct json *container) {
  const struct json *ports = json_get(container, "NetworkSettings.Ports");
  char *text = format("%s", "");
  int i, j;
  for (i = 0; ports && i < ports->count; i++) {
    const struct json *list = ports->values[i];
    for (j = 0; list->kind == ARRAY && j < list->count; j++) {
      text = format("%s%s%s:%s->%s", text, *text ? ", " : "", json_text(list->values[j], "HostIp"),
                    json_text(list->values[j], "HostPort"), ports->names[i]);
    }
    if (list->kind != ARRAY) {
      text = format("%s%s%s", text, *text ? ", " : "", ports->names[i]);
    }
  }
  return text;
}

struct json *open_ports(const struct json *container) {
  const struct json *ports = json_get(container, "NetworkSettings.Ports");
  struct json *all = json_array();
  int i, j;
  for (i = 0; ports && i < ports->count; i++) {
    const struct json *list = ports->values[i];
    const char *name = ports->names[i], *kind = strchr(name, '/');
    int many = list->kind == ARRAY ? list->count : 0;
    for (j = 0; j < (many ? many : 1); j++) {
      struct json *one = json_object();
      if (many) {
        json_set_string(one, "IP", json_text(list->values[j], "HostIp"));
      }
      json_set_number(one, "PrivatePort", atoi(name));
      if (many) {
        json_set_number(one, "PublicPort", atoi(json_text(list->values[j], "HostPort")));
      }
      json_set_string(one, "Type", kind ? kind + 1 : "tcp");
      json_push(all, one);
    }
  }
  return all;
}

int port_command(struct asked *asked) {
  failure failed;
  struct json *container = find_container(asked->arguments[0], &failed);
  const struct json *ports = container ? json_get(container, "NetworkSettings.Ports") : NULL;
  const char *wanted = asked->count > 1 ? asked->arguments[1] : NULL;
  int i, j, found = 0;
  if (!container) {
    say_failure("%s", failed);
    return 1;
  }
  wanted = wanted && !strchr(wanted, '/') ? format("%s/tcp", wanted) : wanted;
  for (i = 0; i < ports->count; i++) {
    const struct json *list = ports->values[i];
    for (j = 0; list->kind == ARRAY && j < list->count; j++) {
      const char *address = json_text(list->values[j], "HostIp");
      const char *port = json_text(list->values[j], "HostPort");
      if (!wanted) {
        printf("%s -> %s:%s\n", ports->names[i], address, port);
      } else if (strcmp(wanted, ports->names[i]) == 0) {
        printf("%s:%s\n", address, port);
        found = 1;
      }
    }
  }
  if (wanted && !found) {
    fflush(stdout);
    fprintf(stderr, "Error: No public port '%s' published for %s\n", wanted, asked->arguments[0]);
    return 1;
  }
  return 0;
}
