/* What a compose file may say in several forms gets one. */
#include <stdlib.h>
#include <string.h>

#include "compose.h"

#define SECOND 1000000000LL

char *scalar_text(const struct json *value) {
  return value->kind == NULL_VALUE ? NULL
         : value->kind == BOOLEAN  ? format("%s", value->truth ? "true" : "false")
                                   : format("%s", value->text ? value->text : "");
}

struct json *sorted(const struct json *object) {
  struct json *all = json_object();
  int i, least;
  for (;;) {
    for (least = -1, i = 0; i < object->count; i++) {
      if (!json_member(all, object->names[i]) &&
          (least < 0 || strcmp(object->names[i], object->names[least]) < 0)) {
        least = i;
      }
    }
    if (least < 0) {
      return all;
    }
    json_put(all, object->names[least], object->values[least]);
  }
}

/* With all mappings in it. */
static struct json *all_sorted(struct json *value) {
  int i;
  for (i = 0; (value->kind == ARRAY || value->kind == OBJECT) && i < value->count; i++) {
    value->values[i] = all_sorted(value->values[i]);
  }
  return value->kind == OBJECT ? sorted(value) : value;
}

/* As Go shows a time.Duration. */
char *duration_string(long long nanoseconds) {
  long long seconds = nanoseconds / SECOND, rest = nanoseconds % SECOND;
  long long unit = nanoseconds < 1000 ? 1 : nanoseconds < 1000000 ? 1000 : 1000000;
  char *fraction = rest ? format(".%09lld", rest) : format("%s", ""), *end;
  if (!nanoseconds) {
    return format("0s");
  }
  if (nanoseconds < SECOND) {
    fraction = nanoseconds % unit ? format(".%0*lld", unit == 1000 ? 3 : 6, nanoseconds % unit)
                                  : format("%s", "");
  }
  end = fraction + strlen(fraction);
  while (end > fraction && end[-1] == '0') {
    *--end = 0;
  }
  if (nanoseconds < SECOND) {
    return format("%lld%s%s", nanoseconds / unit, fraction,
                  unit == 1      ? "ns"
                  : unit == 1000 ? "µs"
                                 : "ms");
  }
  if (seconds < 60) {
    return format("%lld%ss", seconds, fraction);
  }
  return seconds < 3600 ? format("%lldm%lld%ss", seconds / 60, seconds % 60, fraction)
                        : format("%lldh%lldm%lld%ss", seconds / 3600, seconds / 60 % 60,
                                 seconds % 60, fraction);
}

static void refuse_decoding(const char *path, const char *why) __attribute__((noreturn));
static void refuse_decoding(const char *path, const char *why) {
  const char *name = strchr(path, '.') + 1, *rest = strchr(name, '.');
  refuse_project(
      "decoding failed due to the following error(s):\n\nerror decoding "
      "'services[%.*s]%s': %s",
      (int)(rest - name), name, rest, why);
}

/* Words as a shell would tell them apart, without anything else that a shell does. */
static struct json *words_of(const char *text, const char *path) {
  struct json *words = json_array();
  char *word = allocate(strlen(text) + 1), *to = word, quote = 0;
  int any = 0;
  for (;; text++) {
    if (*text == '\\' && quote != '\'' && text[1]) {
      text++;
      if (quote == '"' && !strchr("\"\\$`", *text)) {
        *to++ = '\\';
      }
      *to++ = *text;
      any = 1;
    } else if (*text && quote && *text == quote) {
      quote = 0;
    } else if (!quote && (*text == '\'' || *text == '"')) {
      quote = *text;
      any = 1;
    } else if (!*text || (!quote && strchr(" \t\n", *text))) {
      if (any) {
        *to = 0;
        json_push(words, json_string(word));
      }
      to = word;
      any = 0;
      if (!*text) {
        break;
      }
    } else {
      *to++ = *text;
      any = 1;
    }
  }
  if (quote) {
    refuse_decoding(path, "invalid command line string");
  }
  return words;
}

static struct json *list_of(struct json *value) {
  struct json *list = json_array();
  if (value->kind != STRING) {
    return value;
  }
  json_push(list, value);
  return list;
}

/* "NAME=value" and NAME alone, or a mapping: texts under their names. Without a value a name has
   none, where that may be, or an empty one. */
static struct json *map_of(const struct json *value, int may_be_null) {
  struct json *map = json_object();
  int i;
  for (i = 0; i < value->count; i++) {
    const char *name = value->kind == OBJECT ? value->names[i] : value->values[i]->text, *text;
    if (value->kind == OBJECT) {
      text = scalar_text(value->values[i]);
    } else {
      text = strchr(name, '=');
      name = format("%.*s", (int)strcspn(name, "="), name);
      text = text ? text + 1 : NULL;
    }
    json_put(map, name, text || !may_be_null ? json_string(text ? text : "") : json_null());
  }
  return sorted(map);
}

static struct json *size_of(const struct json *value, const char *path) {
  const char *text = scalar_text(value);
  long long bytes;
  if (!strcmp(text, "-1")) {
    return json_string("-1");
  }
  if (parse_size(text, &bytes) < 0) {
    refuse_decoding(path, format("invalid size: '%s'", text));
  }
  return json_string(format("%lld", bytes));
}

/* What Go says of a duration that is none. */
static char *why_no_duration(const char *text) {
  const char *at = text, *begin;
  size_t length;
  do {
    begin = at;
    at += strspn(at, "0123456789.");
    if (duration_unit(at, &length) == 0) {
      break;
    }
    at += length;
  } while (*at);
  if (at == begin || !*text) {
    return format("time: invalid duration %s", json_line(json_string(text)));
  }
  return !length ? format("time: missing unit in duration %s", json_line(json_string(text)))
                 : format("time: unknown unit \"%.*s\" in duration %s", (int)length, at,
                          json_line(json_string(text)));
}

static struct json *duration_of(const struct json *value, const char *path) {
  long long time = nanoseconds_of(value->text);
  if (time < 0) {
    refuse_decoding(path, why_no_duration(value->text));
  }
  return json_string(duration_string(time));
}

static struct json *cpus_of(const struct json *value, const char *path) {
  const struct json *number = value->kind == NUMBER ? value : yaml_plain(value->text);
  if (number->kind != NUMBER) {
    refuse_project(
        "error while interpolating %s: failed to cast to expected type: "
        "strconv.ParseFloat: parsing %s: invalid syntax",
        path, json_line(value));
  }
  return (struct json *)number;
}

static struct json *health_of(struct json *value, const char *path) {
  static const char *const times[] = {"timeout",      "interval",       "retries",
                                      "start_period", "start_interval", "disable"};
  struct json *health = json_object(), *test = json_get(value, "test");
  unsigned i;
  if (test && test->kind == STRING) {
    struct json *words = json_array();
    json_push(words, json_string("CMD-SHELL"));
    json_push(words, test);
    test = words;
  }
  if (test && (!test->count || (strcmp(test->values[0]->text, "CMD") &&
                                strcmp(test->values[0]->text, "CMD-SHELL") &&
                                strcmp(test->values[0]->text, "NONE")))) {
    refuse_project("healthcheck.test must start either by \"CMD\", \"CMD-SHELL\" or \"NONE\"");
  }
  if (test) {
    json_set(health, "test", test);
  }
  for (i = 0; i < sizeof times / sizeof *times; i++) {
    struct json *one = json_member(value, times[i]);
    if (one) {
      json_set(health, times[i],
               one->kind == STRING ? duration_of(one, format("%s.%s", path, times[i])) : one);
    }
  }
  return health;
}

static struct json *dependencies(const struct json *value) {
  struct json *all = json_object();
  int i;
  for (i = 0; i < value->count; i++) {
    const struct json *said = value->kind == OBJECT ? value->values[i] : NULL;
    const char *condition = json_text(said, "condition");
    const struct json *required = json_get(said, "required");
    struct json *one = json_object();
    json_set_string(one, "condition", *condition ? condition : "service_started");
    if (json_truth(said, "restart")) {
      json_set_boolean(one, "restart", 1);
    }
    json_set_boolean(one, "required", !required || required->truth);
    json_put(all, said ? value->names[i] : value->values[i]->text, one);
  }
  return sorted(all);
}

static struct json *networks_of(const struct json *value) {
  struct json *all = json_object();
  int i;
  for (i = 0; i < value->count; i++) {
    json_put(all, value->kind == OBJECT ? value->names[i] : value->values[i]->text,
             value->kind == OBJECT ? value->values[i] : json_null());
  }
  return sorted(all);
}

static struct json *build_of(const struct project *project, struct json *value) {
  static const char *const rest[] = {"args", "labels", "no_cache", "network",
                                     "pull", "target", "tags"};
  struct json *build = json_object(), *from = value;
  const char *file;
  unsigned i;
  if (value->kind == STRING) {
    from = json_object();
    json_set(from, "context", value);
  }
  file = json_text(from, "dockerfile");
  json_set_string(
      build, "context",
      absolute_path(project, *json_text(from, "context") ? json_text(from, "context") : "."));
  json_set_string(build, "dockerfile", *file ? file : "Dockerfile");
  for (i = 0; i < sizeof rest / sizeof *rest; i++) {
    struct json *one = json_member(from, rest[i]);
    if (one) {
      json_set(build, rest[i], i < 2 ? map_of(one, i == 0) : one);
    }
  }
  return build;
}

static struct json *hosts_of(const struct json *value, const char *path) {
  struct json *map = json_object(), *list = json_array();
  int i;
  for (i = 0; i < value->count; i++) {
    const char *text = value->kind == OBJECT ? "" : value->values[i]->text;
    size_t length = strcspn(text, "=:");
    if (value->kind == ARRAY && !text[length]) {
      refuse_decoding(path, format("invalid additional host, missing IP: %s", text));
    }
    json_put(map, value->kind == OBJECT ? value->names[i] : format("%.*s", (int)length, text),
             value->kind == OBJECT ? value->values[i] : json_string(text + length + 1));
  }
  map = sorted(map);
  for (i = 0; i < map->count; i++) {
    json_push(list, json_string(format("%s=%s", map->names[i], scalar_text(map->values[i]))));
  }
  return list;
}

static struct json *file_uses(const struct json *value, int secret) {
  struct json *all = json_array();
  int i;
  for (i = 0; i < value->count; i++) {
    struct json *one = value->values[i], *use = json_object();
    const char *source = one->kind == STRING ? one->text : json_text(one, "source");
    const char *target = json_text(one, "target");
    json_set_string(use, "source", source);
    if (*target || secret) {
      json_set_string(use, "target", *target ? target : format("/run/secrets/%s", source));
    }
    json_push(all, use);
  }
  return all;
}

static struct json *deploy_of(struct json *value, const char *path) {
  static const char *const order[] = {"mode",      "replicas",  "labels",
                                      "resources", "placement", "endpoint_mode"};
  struct json *all = json_object();
  static const char *const memory[] = {"resources.limits.memory", "resources.reservations.memory"};
  static const char *const cpus[] = {"resources.limits.cpus", "resources.reservations.cpus"};
  int i;
  for (i = 0; value->kind == OBJECT && i < 2; i++) {
    if (json_get(value, memory[i])) {
      json_set(value, memory[i],
               size_of(json_get(value, memory[i]), format("%s.%s", path, memory[i])));
    }
    if (json_get(value, cpus[i])) {
      json_set(value, cpus[i], cpus_of(json_get(value, cpus[i]), format("%s.%s", path, cpus[i])));
    }
  }
  for (i = 0; value->kind == OBJECT && i < (int)(sizeof order / sizeof *order); i++) {
    if (json_get(value, order[i])) {
      json_set(all, order[i],
               i == 2 ? map_of(json_get(value, order[i]), 0) : json_get(value, order[i]));
    }
  }
  return value->kind == OBJECT ? all : value;
}

static struct json *logging_of(struct json *value) {
  if (json_get(value, "options")) {
    json_set(value, "options", map_of(json_get(value, "options"), 0));
  }
  return value;
}

/* "/dev/null:/dev/nothing:rw" */
static struct json *devices_of(const struct json *value) {
  struct json *all = json_array();
  int i;
  for (i = 0; i < value->count; i++) {
    char *source = format("%s", value->values[i]->text), *target = strchr(source, ':'), *may = NULL;
    struct json *one = json_object();
    if (target) {
      *target++ = 0;
      may = strchr(target, ':');
    }
    if (may) {
      *may++ = 0;
    }
    json_set_string(one, "source", source);
    json_set_string(one, "target", target ? target : source);
    json_set_string(one, "permissions", may ? may : "rwm");
    json_push(all, one);
  }
  return all;
}

/* Which form the value of a key of a service gets. */
static struct json *form_of(const struct project *project, const char *name, struct json *value,
                            const char *path) {
  static const char *const kinds[][2] = {
      {"w", " command entrypoint "},
      {"l", " dns dns_search env_file tmpfs "},
      {"m", " environment labels sysctls "},
      {"z", " mem_limit mem_reservation memswap_limit shm_size "}};
  unsigned i;
  char kind = 0;
  for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    kind = strstr(kinds[i][1], format(" %s ", name)) ? *kinds[i][0] : kind;
  }
  switch (kind) {
    case 'w':
      return value->kind == STRING ? words_of(value->text, path) : value;
    case 'l':
      return list_of(value);
    case 'm':
      return map_of(value, *name == 'e');
    case 'z':
      return size_of(value, path);
    default:
      break;
  }
  return !strcmp(name, "ports")               ? canonical_ports(value, path)
         : !strcmp(name, "volumes")           ? canonical_volumes(project, value, path)
         : !strcmp(name, "networks")          ? networks_of(value)
         : !strcmp(name, "depends_on")        ? dependencies(value)
         : !strcmp(name, "healthcheck")       ? health_of(value, path)
         : !strcmp(name, "build")             ? build_of(project, value)
         : !strcmp(name, "extra_hosts")       ? hosts_of(value, path)
         : !strcmp(name, "configs")           ? file_uses(value, 0)
         : !strcmp(name, "secrets")           ? file_uses(value, 1)
         : !strcmp(name, "ulimits")           ? sorted(value)
         : starts_with(name, "x-")            ? all_sorted(value)
         : !strcmp(name, "deploy")            ? deploy_of(value, path)
         : !strcmp(name, "logging")           ? logging_of(value)
         : !strcmp(name, "devices")           ? devices_of(value)
         : !strcmp(name, "cpus")              ? cpus_of(value, path)
         : !strcmp(name, "stop_grace_period") ? duration_of(value, path)
                                              : value;
}

void make_canonical(struct project *project, struct json *file) {
  struct json *services = json_get(file, "services");
  int i, j;
  for (i = 0; i < file->count; i++) {
    if (starts_with(file->names[i], "x-")) {
      file->values[i] = all_sorted(file->values[i]);
    }
  }
  for (i = 0; services && i < services->count; i++) {
    struct json *service = services->values[i];
    for (j = 0; j < 2; j++) {
      const char *name = j ? "entrypoint" : "command"; /* nothing is what the image says */
      if (json_member(service, name) && json_member(service, name)->kind == NULL_VALUE) {
        json_remove(service, name);
      }
    }
    for (j = 0; j < service->count; j++) {
      const char *name = service->names[j];
      service->values[j] = form_of(project, name, service->values[j],
                                   format("services.%s.%s", services->names[i], name));
    }
  }
}
