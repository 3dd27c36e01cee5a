/* Ports and volumes of a compose file: the short forms become the long ones. */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "compose.h"

#define MOST_PORTS 1000 /* of a service */

/* What stands between two colons. */
static struct json *parts_of(const char *text) {
  struct json *parts = json_array();
  for (;;) {
    size_t length = strcspn(text, ":");
    json_push(parts, json_string(format("%.*s", (int)length, text)));
    if (!text[length]) {
      return parts;
    }
    text += length + 1;
  }
}

struct range {
  long first, last;
};

static struct range read_range(const char *text, const char *what) {
  struct range range;
  char *end;
  range.first = range.last = strtol(text, &end, 10);
  if (isdigit((unsigned char)*text) && *end == '-' && isdigit((unsigned char)end[1])) {
    range.last = strtol(end + 1, &end, 10);
  }
  if (!isdigit((unsigned char)*text) || *end || range.first > 65535 || range.last > 65535 ||
      range.last < range.first) {
    refuse_project("Invalid %s: %s", what, text);
  }
  return range;
}

/* "[::1]" without its brackets; the end where it is no address (Go's net.SplitHostPort). */
static char *checked_address(const char *text) {
  const char *close = strchr(text, ']');
  size_t length = strlen(text);
  struct in_addr four;
  char *inner = format("%s", text);
  if (*text == '[' && !close) {
    refuse_project("Invalid ip address %s: address %s:: missing ']' in address", text, text);
  }
  if (*text == '[' ? close[1] != 0 : strchr(text, ':') != NULL) {
    refuse_project("Invalid ip address %s: address %s:: too many colons in address", text, text);
  }
  if (*text == '[') {
    inner = format("%.*s", (int)length - 2, text + 1);
  }
  if (inet_pton(AF_INET, inner, &four) != 1 &&
      (!strchr(inner, ':') || inner[strspn(inner, "0123456789abcdefABCDEF:.")])) {
    refuse_project("Invalid ip address: %s", inner);
  }
  return inner;
}

int same_port(const struct json *one, const struct json *other) {
  static const char *const keys[] = {"protocol", "target", "published", "host_ip"};
  int i;
  for (i = 0; i < 4; i++) {
    const char *a = json_text(one, keys[i]), *b = json_text(other, keys[i]);
    a = i == 3 && !*a ? "0.0.0.0" : a;
    b = i == 3 && !*b ? "0.0.0.0" : b;
    if ((i < 2 && !*a) || strcmp(a, b)) {
      return 0;
    }
  }
  return 1;
}

static void add_port(struct json *all, const char *address, long target, const char *published,
                     const char *protocol) {
  struct json *one = json_object();
  json_set_string(one, "mode", "ingress");
  if (*address) {
    json_set_string(one, "host_ip", address);
  }
  json_set_number(one, "target", target);
  if (*published) {
    json_set_string(one, "published", published);
  }
  json_set_string(one, "protocol", protocol);
  if (all->count >= MOST_PORTS) {
    refuse_project("this engine takes no more than %d ports of a service", MOST_PORTS);
  }
  json_push(all, one);
}

/* The last one stands in place of one before that is the same port. */
static void drop_second(struct json *all) {
  int i;
  for (i = 0; i < all->count - 1; i++) {
    if (same_port(all->values[i], all->values[all->count - 1])) {
      all->values[i] = all->values[--all->count];
      return;
    }
  }
}

static char *lowered(const char *text) {
  char *all = format("%s", text), *at;
  for (at = all; *at; at++) {
    *at = (char)tolower((unsigned char)*at);
  }
  return all;
}

/* "127.0.0.1:8000-8001:80-81/tcp" */
static void take_short_port(struct json *all, const char *text) {
  const char *slash = strchr(text, '/');
  const char *protocol = slash ? lowered(slash + 1) : "tcp", *address = "", *host = "", *inner;
  const struct json *parts =
      parts_of(format("%.*s", (int)(slash ? slash - text : (long)strlen(text)), text));
  struct range own, outer = {0, -1};
  long i;
  inner = parts->values[parts->count - 1]->text;
  host = parts->count > 1 ? parts->values[parts->count - 2]->text : "";
  for (i = 0; i < parts->count - 2; i++) {
    address = format("%s%s%s", address, i ? ":" : "", parts->values[i]->text);
  }
  address = *address ? checked_address(address) : "";
  if (!*inner) {
    refuse_project("No port specified: %s<empty>", text);
  }
  if (strcmp(protocol, "tcp") && strcmp(protocol, "udp") && strcmp(protocol, "sctp")) {
    refuse_project("Invalid proto: %s", protocol);
  }
  own = read_range(inner, "containerPort");
  if (*host) {
    outer = read_range(host, "hostPort");
    if (outer.last - outer.first != own.last - own.first && own.first != own.last) {
      refuse_project("Invalid ranges specified for container and host Ports: %s and %s", inner,
                     host);
    }
  }
  for (i = own.first; i <= own.last; i++) {
    const char *published = !*host                  ? ""
                            : own.first == own.last ? host
                                                    : format("%ld", outer.first + i - own.first);
    add_port(all, address, i, published, protocol);
    drop_second(all);
  }
}

static void take_long_port(struct json *all, const struct json *port, const char *path, int at) {
  const char *protocol = json_text(port, "protocol"), *mode = json_text(port, "mode");
  struct json *one;
  if (!json_get(port, "target")) {
    refuse_project("service ports %s.[%d] is missing a target port", path, at);
  }
  add_port(all, json_text(port, "host_ip"), (long)json_integer(port, "target"),
           json_text(port, "published"), *protocol ? protocol : "tcp");
  one = all->values[all->count - 1];
  json_set_string(one, "mode", *mode ? mode : "ingress");
  if (*json_text(port, "name")) {
    json_set_string(one, "name", json_text(port, "name"));
  }
  drop_second(all);
}

struct json *canonical_ports(const struct json *list, const char *path) {
  struct json *all = json_array();
  int i;
  for (i = 0; i < list->count; i++) {
    if (list->values[i]->kind == OBJECT) {
      take_long_port(all, list->values[i], path, i);
    } else {
      take_short_port(all, scalar_text(list->values[i]));
    }
  }
  return all;
}

/* Without "." and "..", and a "/" at its end (Go's path.Clean). */
static char *cleaned(const char *path) {
  struct json *parts = json_array();
  char *text = format("%s", "");
  int i;
  while (*path) {
    size_t length;
    path += strspn(path, "/");
    length = strcspn(path, "/");
    if (length == 2 && !strncmp(path, "..", 2)) {
      parts->count -= parts->count > 0;
    } else if (length && !(length == 1 && *path == '.')) {
      json_push(parts, json_string(format("%.*s", (int)length, path)));
    }
    path += length;
  }
  for (i = 0; i < parts->count; i++) {
    text = format("%s/%s", text, parts->values[i]->text);
  }
  return *text ? text : format("/");
}

char *absolute_path(const struct project *project, const char *path) {
  const char *home = getenv("HOME");
  return cleaned(*path == '~' && (!path[1] || path[1] == '/') && home
                     ? format("%s%s", home, path + 1)
                 : *path == '/' ? format("%s", path)
                                : format("%s/%s", project->folder, path));
}

static struct json *new_volume(const char *type, const char *source, const char *target,
                               int read_only) {
  struct json *one = json_object();
  json_set_string(one, "type", type);
  if (*source) {
    json_set_string(one, "source", source);
  }
  json_set_string(one, "target", *target == '/' ? cleaned(target) : target);
  if (read_only) {
    json_set_boolean(one, "read_only", 1);
  }
  return one;
}

static int is_path(const char *text) { return strchr("./~", *text) != NULL; }

/* "name:/place:ro" */
static struct json *short_volume(const struct project *project, const char *text) {
  const struct json *parts = parts_of(text);
  const char *source = parts->count > 1 ? parts->values[0]->text : "";
  const char *target = parts->values[parts->count > 1]->text;
  const char *at = parts->count > 2 ? parts->values[2]->text : "";
  int is_bind = *source && is_path(source), read_only = 0;
  struct json *one;
  if (parts->count > 3 || !*target || (parts->count > 1 && !*source)) {
    refuse_project("invalid spec: %s: %s", text,
                   parts->count > 3 ? "unknown" : "empty section between colons");
  }
  while (*at) {
    size_t length = strcspn(at, ",");
    read_only |= length == 2 && !strncmp(at, "ro", 2);
    at += length + (at[length] == ',');
  }
  one = new_volume(is_bind ? "bind" : "volume", is_bind ? absolute_path(project, source) : source,
                   target, read_only);
  if (is_bind) {
    json_set_boolean(one, "bind.create_host_path", 1);
  } else {
    json_set(one, "volume", json_object());
  }
  return one;
}

static struct json *long_volume(const struct project *project, const struct json *volume,
                                const char *path, int at) {
  const char *type = json_text(volume, "type"), *source = json_text(volume, "source");
  const char *target = json_text(volume, "target");
  const struct json *size = json_get(volume, "tmpfs.size"), *mode = json_get(volume, "tmpfs.mode");
  const struct json *created = json_get(volume, "bind.create_host_path");
  struct json *one;
  long long bytes;
  if (!*target) {
    refuse_project("service volume %s.[%d] is missing a mount target", path, at);
  }
  if (strcmp(type, "bind") && strcmp(type, "volume") && strcmp(type, "tmpfs")) {
    refuse_project("%s.[%d]: this engine does not have the volume type '%s' yet", path, at, type);
  }
  if (!strcmp(type, "bind") && !*source) {
    refuse_project("invalid mount config for type \"bind\": field Source must not be empty");
  }
  one = new_volume(type, *type == 'b' ? absolute_path(project, source) : source, target,
                   json_truth(volume, "read_only"));
  if (*type == 'b') {
    if (created && created->truth) {
      json_set_boolean(one, "bind.create_host_path", 1);
    }
  } else if (*type == 'v') {
    if (json_member(volume, "volume")) {
      json_set(one, "volume", json_object());
    }
  } else {
    if (size) {
      if (parse_size(scalar_text(size), &bytes) < 0) {
        refuse_project("invalid size: '%s'", scalar_text(size));
      }
      json_set_string(one, "tmpfs.size", format("%lld", bytes));
    }
    if (mode) {
      json_set(one, "tmpfs.mode", (struct json *)mode);
    }
  }
  return one;
}

struct json *canonical_volumes(const struct project *project, const struct json *list,
                               const char *path) {
  struct json *all = json_array();
  int i, j;
  for (i = 0; i < list->count; i++) {
    const struct json *one = list->values[i];
    struct json *form =
        one->kind == OBJECT ? long_volume(project, one, path, i) : short_volume(project, one->text);
    for (j = 0;
         j < all->count && strcmp(json_text(all->values[j], "target"), json_text(form, "target"));
         j++) {
    }
    if (j < all->count) {
      all->values[j] = form; /* the last one for a place is the one */
    } else {
      json_push(all, form);
    }
  }
  return all;
}
