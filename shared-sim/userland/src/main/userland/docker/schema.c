/* What may stand in a compose file, and of what kind it is (the Compose specification). */
#include <stdlib.h>
#include <string.h>

#include "compose.h"

/* A key: what its value may be, the first being what is asked for otherwise.
   s text, n number, d number or text, b truth, N nothing, l list, S list of texts, E of texts or
   numbers, o mapping, O mapping of values that are no lists or mappings.
   With "!" in front this engine does not have it. What lists and mappings hold has its own keys;
   one with the name "*" is of any name. */
struct key {
  const char *name, *kinds;
  const struct key *inner;
};
#define END {NULL, NULL, NULL}

static const struct key anything[] = {{"*", "sdbNlo", NULL}, END};
static const struct key any_text[] = {{"*", "s", NULL}, END};
static const struct key build_keys[] = {{"context", "s", NULL},
                                        {"dockerfile", "s", NULL},
                                        {"args", "OS", NULL},
                                        {"target", "s", NULL},
                                        {"labels", "OS", NULL},
                                        {"no_cache", "b", NULL},
                                        {"network", "s", NULL},
                                        {"tags", "S", NULL},
                                        {"pull", "b", NULL},
                                        {"additional_contexts", "!", NULL},
                                        {"cache_from", "!", NULL},
                                        {"cache_to", "!", NULL},
                                        {"dockerfile_inline", "!", NULL},
                                        {"entitlements", "!", NULL},
                                        {"extra_hosts", "!", NULL},
                                        {"isolation", "!", NULL},
                                        {"platforms", "!", NULL},
                                        {"privileged", "!", NULL},
                                        {"secrets", "!", NULL},
                                        {"shm_size", "!", NULL},
                                        {"ssh", "!", NULL},
                                        {"ulimits", "!", NULL},
                                        END};
static const struct key limit_keys[] = {
    {"cpus", "d", NULL}, {"memory", "s", NULL}, {"pids", "n", NULL}, END};
static const struct key reservation_keys[] = {{"cpus", "d", NULL},
                                              {"memory", "s", NULL},
                                              {"devices", "!", NULL},
                                              {"generic_resources", "!", NULL},
                                              END};
static const struct key resource_keys[] = {
    {"limits", "o", limit_keys}, {"reservations", "o", reservation_keys}, END};
static const struct key deploy_keys[] = {{"replicas", "n", NULL},
                                         {"resources", "o", resource_keys},
                                         {"mode", "s", NULL},
                                         {"labels", "OS", NULL},
                                         {"endpoint_mode", "s", NULL},
                                         {"placement", "o", anything},
                                         {"update_config", "o", anything},
                                         {"rollback_config", "o", anything},
                                         {"restart_policy", "!", NULL},
                                         END};
static const struct key health_keys[] = {{"test", "sS", NULL},        {"interval", "s", NULL},
                                         {"timeout", "s", NULL},      {"retries", "n", NULL},
                                         {"start_period", "s", NULL}, {"start_interval", "s", NULL},
                                         {"disable", "b", NULL},      END};
static const struct key dependency_keys[] = {
    {"condition", "s", NULL}, {"restart", "b", NULL}, {"required", "b", NULL}, END};
static const struct key any_dependency[] = {{"*", "o", dependency_keys}, END};
static const struct key endpoint_keys[] = {
    {"aliases", "S", NULL},        {"ipv4_address", "s", NULL},
    {"priority", "n", NULL},       {"ipv6_address", "!", NULL},
    {"link_local_ips", "!", NULL}, {"mac_address", "!", NULL},
    {"driver_opts", "!", NULL},    END};
static const struct key any_endpoint[] = {{"*", "oN", endpoint_keys}, END};
static const struct key port_keys[] = {{"target", "n", NULL},       {"published", "d", NULL},
                                       {"protocol", "s", NULL},     {"host_ip", "s", NULL},
                                       {"mode", "s", NULL},         {"name", "s", NULL},
                                       {"app_protocol", "s", NULL}, END};
static const struct key any_port[] = {{"*", "ndo", port_keys}, END};
static const struct key bind_keys[] = {
    {"create_host_path", "b", NULL}, {"propagation", "!", NULL}, {"selinux", "s", NULL}, END};
static const struct key mount_keys[] = {{"nocopy", "!", NULL}, {"subpath", "!", NULL}, END};
static const struct key tmpfs_keys[] = {{"size", "d", NULL}, {"mode", "n", NULL}, END};
static const struct key volume_use_keys[] = {
    {"type", "s", NULL},         {"source", "s", NULL},      {"target", "s", NULL},
    {"read_only", "b", NULL},    {"consistency", "s", NULL}, {"bind", "o", bind_keys},
    {"volume", "o", mount_keys}, {"tmpfs", "o", tmpfs_keys}, END};
static const struct key any_volume_use[] = {{"*", "so", volume_use_keys}, END};
static const struct key file_use_keys[] = {{"source", "s", NULL}, {"target", "s", NULL},
                                           {"uid", "s", NULL},    {"gid", "s", NULL},
                                           {"mode", "n", NULL},   END};
static const struct key any_file_use[] = {{"*", "so", file_use_keys}, END};
static const struct key ulimit_keys[] = {{"soft", "n", NULL}, {"hard", "n", NULL}, END};
static const struct key any_ulimit[] = {{"*", "no", ulimit_keys}, END};
static const struct key logging_keys[] = {{"driver", "s", NULL}, {"options", "O", NULL}, END};
static const struct key env_file_keys[] = {{"path", "s", NULL}, {"required", "b", NULL}, END};
static const struct key any_env_file[] = {{"*", "so", env_file_keys}, END};
static const struct key service_keys[] = {{"attach", "b", NULL},
                                          {"build", "so", build_keys},
                                          {"cap_add", "S", NULL},
                                          {"cap_drop", "S", NULL},
                                          {"cgroup", "s", NULL},
                                          {"command", "NsS", NULL},
                                          {"configs", "l", any_file_use},
                                          {"container_name", "s", NULL},
                                          {"cpu_period", "d", NULL},
                                          {"cpu_quota", "d", NULL},
                                          {"cpu_shares", "d", NULL},
                                          {"cpus", "d", NULL},
                                          {"cpuset", "s", NULL},
                                          {"depends_on", "So", any_dependency},
                                          {"deploy", "oN", deploy_keys},
                                          {"devices", "S", NULL},
                                          {"dns", "sS", NULL},
                                          {"dns_opt", "S", NULL},
                                          {"dns_search", "sS", NULL},
                                          {"domainname", "s", NULL},
                                          {"entrypoint", "NsS", NULL},
                                          {"env_file", "sl", any_env_file},
                                          {"environment", "OS", NULL},
                                          {"expose", "E", NULL},
                                          {"extra_hosts", "oS", any_text},
                                          {"group_add", "E", NULL},
                                          {"healthcheck", "o", health_keys},
                                          {"hostname", "s", NULL},
                                          {"image", "s", NULL},
                                          {"init", "b", NULL},
                                          {"ipc", "s", NULL},
                                          {"labels", "OS", NULL},
                                          {"logging", "o", logging_keys},
                                          {"mem_limit", "d", NULL},
                                          {"mem_reservation", "d", NULL},
                                          {"memswap_limit", "d", NULL},
                                          {"network_mode", "s", NULL},
                                          {"networks", "So", any_endpoint},
                                          {"oom_score_adj", "n", NULL},
                                          {"pid", "sN", NULL},
                                          {"pids_limit", "n", NULL},
                                          {"platform", "s", NULL},
                                          {"ports", "l", any_port},
                                          {"privileged", "b", NULL},
                                          {"profiles", "S", NULL},
                                          {"pull_policy", "s", NULL},
                                          {"read_only", "b", NULL},
                                          {"restart", "s", NULL},
                                          {"runtime", "s", NULL},
                                          {"scale", "n", NULL},
                                          {"secrets", "l", any_file_use},
                                          {"security_opt", "S", NULL},
                                          {"shm_size", "d", NULL},
                                          {"stdin_open", "b", NULL},
                                          {"stop_grace_period", "s", NULL},
                                          {"stop_signal", "s", NULL},
                                          {"sysctls", "OS", NULL},
                                          {"tmpfs", "sS", NULL},
                                          {"tty", "b", NULL},
                                          {"ulimits", "o", any_ulimit},
                                          {"user", "s", NULL},
                                          {"userns_mode", "s", NULL},
                                          {"uts", "s", NULL},
                                          {"volumes", "l", any_volume_use},
                                          {"working_dir", "s", NULL},
                                          {"annotations", "!", NULL},
                                          {"blkio_config", "!", NULL},
                                          {"cgroup_parent", "!", NULL},
                                          {"cpu_count", "!", NULL},
                                          {"cpu_percent", "!", NULL},
                                          {"cpu_rt_period", "!", NULL},
                                          {"cpu_rt_runtime", "!", NULL},
                                          {"credential_spec", "!", NULL},
                                          {"develop", "!", NULL},
                                          {"device_cgroup_rules", "!", NULL},
                                          {"extends", "!", NULL},
                                          {"external_links", "!", NULL},
                                          {"isolation", "!", NULL},
                                          {"links", "!", NULL},
                                          {"mac_address", "!", NULL},
                                          {"mem_swappiness", "!", NULL},
                                          {"oom_kill_disable", "!", NULL},
                                          {"storage_opt", "!", NULL},
                                          {"volumes_from", "!", NULL},
                                          END};
static const struct key any_service[] = {{"*", "o", service_keys}, END};
static const struct key pool_keys[] = {{"subnet", "s", NULL},
                                       {"gateway", "s", NULL},
                                       {"ip_range", "!", NULL},
                                       {"aux_addresses", "!", NULL},
                                       END};
static const struct key any_pool[] = {{"*", "o", pool_keys}, END};
static const struct key ipam_keys[] = {
    {"driver", "s", NULL}, {"config", "l", any_pool}, {"options", "!", NULL}, END};
static const struct key external_keys[] = {{"name", "s", NULL}, END};
static const struct key network_keys[] = {{"name", "s", NULL},
                                          {"driver", "s", NULL},
                                          {"external", "bo", external_keys},
                                          {"internal", "b", NULL},
                                          {"attachable", "b", NULL},
                                          {"ipam", "o", ipam_keys},
                                          {"labels", "OS", NULL},
                                          {"driver_opts", "!", NULL},
                                          {"enable_ipv6", "!", NULL},
                                          END};
static const struct key any_network[] = {{"*", "oN", network_keys}, END};
static const struct key volume_keys[] = {
    {"name", "s", NULL},    {"driver", "s", NULL},      {"external", "bo", external_keys},
    {"labels", "OS", NULL}, {"driver_opts", "!", NULL}, END};
static const struct key any_volume[] = {{"*", "oN", volume_keys}, END};
static const struct key file_keys[] = {{"file", "s", NULL},
                                       {"name", "s", NULL},
                                       {"labels", "OS", NULL},
                                       {"content", "!", NULL},
                                       {"driver", "!", NULL},
                                       {"driver_opts", "!", NULL},
                                       {"environment", "!", NULL},
                                       {"external", "!", NULL},
                                       {"template_driver", "!", NULL},
                                       END};
static const struct key any_file[] = {{"*", "o", file_keys}, END};
static const struct key top_keys[] = {
    {"version", "s", NULL},         {"name", "s", NULL},          {"services", "o", any_service},
    {"networks", "o", any_network}, {"volumes", "o", any_volume}, {"configs", "o", any_file},
    {"secrets", "o", any_file},     {"include", "!", NULL},       END};

static const char *file_read; /* where it stands, for what is wrong with it */

static char *joined(const char *path, const char *name) {
  return format("%s%s%s", path, *path ? "." : "", name);
}

static char letter_of(const struct json *value) {
  static const char letters[] = {'N', 'b', 'n', 's', 'l', 'o'};
  return letters[value->kind];
}

/* What a kind is called. */
static const char *called(char kind) {
  switch (kind) {
    case 's':
      return "string";
    case 'n':
      return "number";
    case 'd':
      return "number or string";
    case 'b':
      return "boolean or string";
    case 'N':
      return "null";
    case 'l':
    case 'S':
    case 'E':
      return "list";
    default:
      return "mapping";
  }
}

static void refuse_kind(const char *path, const char *kinds) {
  refuse_project("validating %s: %s must be a %s%s", file_read, path, called(*kinds),
                 *kinds == 'o' && kinds[1] == 'N' ? " or null" : "");
}

/* Which of the kinds a value is; a text may stand for a number or a truth. */
static char kind_of(const struct json *value, const char *kinds) {
  char letter = letter_of(value);
  if (strchr(kinds, letter)) {
    return letter;
  }
  if (letter == 'n' && strchr(kinds, 'd')) {
    return 'd';
  }
  if (letter == 's') {
    return strchr(kinds, 'd') ? 'd' : strchr(kinds, 'b') ? 'b' : strchr(kinds, 'n') ? 'n' : 0;
  }
  if (letter == 'l') {
    return strchr(kinds, 'S') ? 'S' : strchr(kinds, 'E') ? 'E' : 0;
  }
  return letter == 'o' && strchr(kinds, 'O') ? 'O' : 0;
}

static void take_truth(struct json *value, const char *path) {
  static const char *const words[] = {"true", "y", "yes", "on", "false", "n", "no", "off"};
  int i;
  for (i = 0; i < 8 && strcasecmp(words[i], value->text); i++) {
  }
  if (i == 8) {
    refuse_project(
        "error while interpolating %s: failed to cast to expected type: invalid "
        "boolean: %s",
        path, value->text);
  }
  if (i % 4) {
    warn_compose(format("\"%s\" for boolean is not supported by YAML 1.2, please use `%s`",
                        value->text, i < 4 ? "true" : "false"));
  }
  value->kind = BOOLEAN;
  value->truth = i < 4;
}

static void take_number(struct json *value, const char *path) {
  const struct json *number = yaml_plain(value->text);
  if (number->kind != NUMBER) {
    refuse_project(
        "error while interpolating %s: failed to cast to expected type: strconv.Atoi: "
        "parsing %s: invalid syntax",
        path, json_line(value));
  }
  value->kind = NUMBER;
  value->text = number->text;
}

static void check(struct json *value, const struct key *key, const char *path);

/* Texts in a list; numbers become some where they may stand there. */
static void check_texts(struct json *list, const char *path, int numbers) {
  int i;
  for (i = 0; i < list->count; i++) {
    struct json *one = list->values[i];
    if (one->kind == NUMBER && numbers) {
      one->kind = STRING;
    }
    if (one->kind != STRING) {
      refuse_project("validating %s: %s.%d must be a string", file_read, path, i);
    }
  }
}

static void check_scalars(const struct json *map, const char *path) {
  int i;
  for (i = 0; i < map->count; i++) {
    if (map->values[i]->kind == ARRAY || map->values[i]->kind == OBJECT) {
      refuse_project("validating %s: %s must be a string, number, boolean or null", file_read,
                     joined(path, map->names[i]));
    }
  }
}

static const struct key *key_named(const struct key *keys, const char *name) {
  for (; keys->name && strcmp(keys->name, "*") && strcmp(keys->name, name); keys++) {
  }
  return keys->name ? keys : NULL;
}

/* Names of services, networks, volumes and files. */
static int is_plain_name(const char *name) {
  return *name && strspn(name,
                         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789._-") == strlen(name);
}

static void check_members(struct json *map, const struct key *keys, const char *path) {
  int i;
  for (i = 0; i < map->count; i++) {
    const char *name = map->names[i];
    const struct key *key = key_named(keys, name);
    if (starts_with(name, "x-") && (!key || *key->name != '*')) {
      continue;
    }
    if (!key ||
        (*key->name == '*' && keys != anything && !strchr(path, '.') && !is_plain_name(name))) {
      refuse_project("validating %s: %s Additional property %s is not allowed", file_read,
                     *path ? path : "(root)", name);
    }
    check(map->values[i], key, joined(path, name));
  }
}

static void check_condition(const char *condition, const char *path) {
  if (strcmp(condition, "service_started") && strcmp(condition, "service_healthy") &&
      strcmp(condition, "service_completed_successfully")) {
    refuse_project(
        "validating %s: %s %s must be one of the following: \"service_started\", "
        "\"service_healthy\", \"service_completed_successfully\"",
        file_read, path, path);
  }
}

static void check(struct json *value, const struct key *key, const char *path) {
  char kind;
  int i;
  if (*key->kinds == '!') {
    refuse_project("%s: this engine does not have '%s' yet", path,
                   strrchr(path, '.') ? strrchr(path, '.') + 1 : path);
  }
  kind = kind_of(value, key->kinds);
  switch (kind) {
    case 0:
      refuse_kind(path, key->kinds);
      break;
    case 'b':
      if (value->kind == STRING) {
        take_truth(value, path);
      }
      break;
    case 'n':
      if (value->kind == STRING) {
        take_number(value, path);
      }
      break;
    case 'S':
    case 'E':
      check_texts(value, path, kind == 'E');
      break;
    case 'O':
      check_scalars(value, path);
      break;
    case 'l':
      for (i = 0; key->inner && i < value->count; i++) {
        check(value->values[i], key->inner, format("%s.%d", path, i));
      }
      break;
    case 'o':
      if (key->inner == dependency_keys && !json_get(value, "condition")) {
        refuse_project("validating %s: %s condition is required", file_read, path);
      }
      if (key->inner == dependency_keys) {
        check_condition(json_text(value, "condition"), joined(path, "condition"));
      }
      if (key->inner) {
        check_members(value, key->inner, path);
      }
      break;
    default:
      break;
  }
}

void check_schema(struct json *file, const char *path) {
  file_read = path;
  if (file->kind != OBJECT) {
    refuse_project(file->kind == NULL_VALUE ? "empty compose file"
                                            : "Top-level object must be a mapping");
  }
  check_members(file, top_keys, "");
  if (json_get(file, "version")) {
    warn_compose(
        format("%s: the attribute `version` is obsolete, it will be ignored, please "
               "remove it to avoid potential confusion",
               path));
  }
}
