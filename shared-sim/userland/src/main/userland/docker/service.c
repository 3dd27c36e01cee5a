/* From a service of a project to a container, by the options of docker create. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compose.h"
#include "sha256.h"

#define MOST_SCALE 1000  /* containers of a service */
#define MOST_FILE 500000 /* bytes of a config or secret, as with Docker's swarm */

long long scale_of(const struct json *service) {
  const struct json *scale = json_get(service, "scale");
  const struct json *replicas = json_get(service, "deploy.replicas");
  long long number = scale ? atoll(scale->text) : replicas ? atoll(replicas->text) : 1;
  if (number < 0 || number > MOST_SCALE) {
    refuse_project("this engine makes 0 to %d containers of a service, not %lld", MOST_SCALE,
                   number);
  }
  return number;
}

/* A word of --mount=, in quotes where commas or quotes are in it (RFC 4180). */
static char *mount_word(const char *name, const char *value) {
  return value[strcspn(value, ",\"\n")] ? format("\"%s=%s\"", name, replaced(value, "\"", "\"\""))
                                        : format("%s=%s", name, value);
}

char *image_of(const struct project *project, const char *name) {
  const struct json *service = service_of(project, name);
  const char *image = json_text(service, "image");
  return *image ? format("%s", image) : format("%s-%s", project->name, name);
}

/* Of what makes a container what it is: not how many there are, nor how the image is made. */
char *config_hash(const struct json *service) {
  static const char *const rest[] = {"build",      "pull_policy", "scale",
                                     "depends_on", "profiles",    "attach"};
  struct json *copy = json_parse(json_line(service));
  unsigned i;
  char *line;
  for (i = 0; i < sizeof rest / sizeof *rest; i++) {
    json_remove(copy, rest[i]);
  }
  if (json_get(copy, "deploy")) {
    json_remove(json_get(copy, "deploy"), "replicas");
  }
  for (i = 0; (int)i < copy->count;) {
    if (starts_with(copy->names[i], "x-")) {
      json_remove(copy, copy->names[i]); /* Compose does not know what it is for */
    } else {
      i++;
    }
  }
  line = json_line(copy);
  return sha256_of(line, strlen(line));
}

char *container_name_of(const struct project *project, const char *service, long long number) {
  const char *own = json_text(service_of(project, service), "container_name");
  return *own ? format("%s", own) : format("%s-%s-%lld", project->name, service, number);
}

/* Words of a command line. */
static void add(struct json *words, const char *word) { json_push(words, json_string(word)); }

static void add_option(struct json *words, const char *option, const char *value) {
  if (value && *value) {
    add(words, format("--%s=%s", option, value));
  }
}

static void add_all(struct json *words, const char *option, const struct json *list) {
  int i;
  for (i = 0; list && i < list->count; i++) {
    add(words, format("--%s=%s", option, scalar_text(list->values[i])));
  }
}

/* What has another name there, but the same value. */
static const char *const plain[][2] = {{"container_name", ""},
                                       {"hostname", "hostname"},
                                       {"domainname", "domainname"},
                                       {"user", "user"},
                                       {"working_dir", "workdir"},
                                       {"restart", "restart"},
                                       {"mem_limit", "memory"},
                                       {"cpus", "cpus"},
                                       {"pids_limit", "pids-limit"},
                                       {"mem_reservation", "memory-reservation"},
                                       {"memswap_limit", "memory-swap"},
                                       {"cpu_shares", "cpu-shares"},
                                       {"cpu_quota", "cpu-quota"},
                                       {"cpu_period", "cpu-period"},
                                       {"cpuset", "cpuset-cpus"},
                                       {"shm_size", "shm-size"},
                                       {"stop_signal", "stop-signal"},
                                       {"userns_mode", "userns"},
                                       {"uts", "uts"},
                                       {"cgroup", "cgroupns"},
                                       {"runtime", "runtime"},
                                       {"platform", "platform"},
                                       {"oom_score_adj", "oom-score-adj"},
                                       {"privileged", "privileged"},
                                       {"read_only", "read-only"},
                                       {"init", "init"},
                                       {"tty", "tty"},
                                       {"stdin_open", "interactive"}};

static const char *const lists[][2] = {
    {"cap_add", "cap-add"}, {"cap_drop", "cap-drop"},     {"security_opt", "security-opt"},
    {"dns", "dns"},         {"dns_search", "dns-search"}, {"dns_opt", "dns-option"},
    {"tmpfs", "tmpfs"},     {"group_add", "group-add"},   {"expose", "expose"}};

/* "NAME=value" each; a variable without a value is none. */
static void add_map(struct json *words, const char *option, const struct json *map) {
  int i;
  for (i = 0; map && i < map->count; i++) {
    if (map->values[i]->kind != NULL_VALUE) {
      add(words, format("--%s=%s=%s", option, map->names[i], scalar_text(map->values[i])));
    }
  }
}

static void add_limits(struct json *words, const struct json *service) {
  const struct json *limits = json_get(service, "deploy.resources.limits");
  const struct json *all = json_get(service, "ulimits");
  int i;
  if (!json_get(service, "mem_limit")) {
    add_option(words, "memory", json_text(limits, "memory"));
  }
  if (!json_get(service, "cpus")) {
    add_option(words, "cpus", json_text(limits, "cpus"));
  }
  if (!json_get(service, "pids_limit")) {
    add_option(words, "pids-limit", json_text(limits, "pids"));
  }
  if (!json_get(service, "mem_reservation")) {
    add_option(words, "memory-reservation",
               json_text(service, "deploy.resources.reservations.memory"));
  }
  for (i = 0; all && i < all->count; i++) {
    const struct json *one = all->values[i];
    add(words, one->kind == OBJECT ? format("--ulimit=%s=%s:%s", all->names[i],
                                            json_text(one, "soft"), json_text(one, "hard"))
                                   : format("--ulimit=%s=%s", all->names[i], one->text));
  }
}

static void add_devices(struct json *words, const struct json *all) {
  int i;
  for (i = 0; all && i < all->count; i++) {
    const struct json *one = all->values[i];
    add(words, format("--device=%s:%s:%s", json_text(one, "source"), json_text(one, "target"),
                      json_text(one, "permissions")));
  }
}

static void add_ports(struct json *words, const struct json *all) {
  int i;
  for (i = 0; all && i < all->count; i++) {
    const struct json *one = all->values[i];
    const char *address = json_text(one, "host_ip"), *published = json_text(one, "published");
    address = strchr(address, ':') ? format("[%s]", address) : address;
    add(words, format("--publish=%s%s%s:%s/%s", address, *address ? ":" : "", published,
                      json_text(one, "target"), json_text(one, "protocol")));
  }
}

/* The volume without a name that the container before it had at a place; NULL for none. */
static const char *inherited(const struct json *replaced, const char *place) {
  const struct json *all = replaced ? json_get(replaced, "Mounts") : NULL;
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (!strcmp(json_text(all->values[i], "Destination"), place) &&
        !strcmp(json_text(all->values[i], "Type"), "volume")) {
      return json_text(all->values[i], "Name");
    }
  }
  return NULL;
}

static void add_mounts(struct json *words, const struct project *project, const struct json *all,
                       const struct json *replaced) {
  int i;
  for (i = 0; all && i < all->count; i++) {
    const struct json *one = all->values[i];
    const char *type = json_text(one, "type"), *source = json_text(one, "source");
    const char *target = json_text(one, "target"), *size = json_text(one, "tmpfs.size");
    const char *mode = json_text(one, "tmpfs.mode");
    const char *end = json_truth(one, "read_only") ? ":ro" : "";
    if (*type == 't') {
      add(words, format("--tmpfs=%s%s%s%s%s%s", target, *size || *mode ? ":" : "",
                        *size ? "size=" : "", size, *mode ? (*size ? ",mode=" : "mode=") : "",
                        *mode ? format("%llo", atoll(mode)) : ""));
    } else if (*type == 'b' && !json_truth(one, "bind.create_host_path")) {
      add(words, format("--mount=type=bind,%s,%s%s", mount_word("source", source),
                        mount_word("target", target), *end ? ",readonly" : ""));
    } else if (*source && *type == 'v') {
      source = json_text(json_member(json_member(project->model, "volumes"), source), "name");
      add(words, format("--volume=%s:%s%s", source, target, end));
    } else {
      source = *source ? source : inherited(replaced, target);
      add(words,
          source ? format("--volume=%s:%s%s", source, target, end) : format("--volume=%s", target));
    }
  }
}

/* Files that the project has for all who name them. */
static void add_files(struct json *words, const struct project *project, const struct json *service,
                      const char *kind) {
  const struct json *all = json_member(service, kind);
  int i;
  for (i = 0; all && i < all->count; i++) {
    const char *source = json_text(all->values[i], "source");
    const char *target = json_text(all->values[i], "target");
    const char *path = json_text(json_member(json_member(project->model, kind), source), "file");
    const char *text = read_file(path);
    if (!*path || !text) {
      refuse_project("invalid mount config for type \"bind\": bind source path does not exist: %s",
                     *path ? path : source);
    }
    if (strlen(text) > MOST_FILE) {
      refuse_project("%s %s: this engine takes no file of more than %d bytes", kind, source,
                     MOST_FILE);
    }
    target = *target == '/' ? target
             : *kind == 's' ? format("/run/secrets/%s", target)
                            : format("/%s", *target ? target : source);
    add(words, format("--mount=type=bind,%s,%s,readonly", mount_word("source", path),
                      mount_word("target", target)));
  }
}

/* The container of another service. */
static char *of_service(const struct project *project, const char *mode) {
  failure failed;
  const char *name = container_name_of(project, mode + 8, 1);
  const struct json *container = find_container(name, &failed);
  return container ? format("container:%s", json_text(container, "Id"))
                   : format("container:%s", name);
}

static void add_mode(struct json *words, const struct project *project, const struct json *service,
                     const char *key, const char *option) {
  const char *mode = json_text(service, key);
  add_option(words, option, starts_with(mode, "service:") ? of_service(project, mode) : mode);
}

/* Networks in the order of their priorities; names and aliases of the service in each. */
static void add_networks(struct json *words, const struct project *project, const char *name,
                         const char *container, int oneoff) {
  const struct json *service = service_of(project, name);
  const struct json *all = json_member(service, "networks");
  struct json *done = json_object();
  int i, best, j;
  add_mode(words, project, service, "network_mode", "network");
  while (all && done->count < all->count) {
    const struct json *aliases;
    char *text;
    for (best = -1, i = 0; i < all->count; i++) {
      if (!json_member(done, all->names[i]) &&
          (best < 0 || json_integer(all->values[i], "priority") >
                           json_integer(all->values[best], "priority"))) {
        best = i;
      }
    }
    json_put(done, all->names[best], json_null());
    aliases = json_get(all->values[best], "aliases");
    text = format(
        "name=%s",
        json_text(json_member(json_member(project->model, "networks"), all->names[best]), "name"));
    if (!oneoff) {
      text = format("%s,alias=%s,alias=%s", text, container, name);
    }
    for (j = 0; aliases && j < aliases->count && !oneoff; j++) {
      text = format("%s,alias=%s", text, aliases->values[j]->text);
    }
    if (*json_text(all->values[best], "ipv4_address") && !oneoff) {
      text = format("%s,ip=%s", text, json_text(all->values[best], "ipv4_address"));
    }
    add(words, format("--network=%s", text));
  }
}

static void add_health(struct json *words, const struct json *health) {
  static const char *const times[][2] = {{"interval", "health-interval"},
                                         {"timeout", "health-timeout"},
                                         {"start_period", "health-start-period"},
                                         {"start_interval", "health-start-interval"},
                                         {"retries", "health-retries"}};
  const struct json *test = json_get(health, "test");
  unsigned i;
  if (json_truth(health, "disable") || (test && !strcmp(test->values[0]->text, "NONE"))) {
    add(words, "--no-healthcheck");
    return;
  }
  for (i = 0; i < sizeof times / sizeof *times; i++) {
    add_option(words, times[i][1], json_text(health, times[i][0]));
  }
}

static void add_labels(struct json *words, const struct project *project, const char *name,
                       const char *number, int oneoff) {
  const struct json *service = service_of(project, name), *all = dependencies_of(service);
  char *files = format("%s", ""), *needs = format("%s", "");
  struct image image;
  int i;
  for (i = 0; i < project->files->count; i++) {
    files = format("%s%s%s", files, i ? "," : "", project->files->values[i]->text);
  }
  for (i = 0; i < all->count; i++) {
    needs = format("%s%s%s:%s:%s", needs, i ? "," : "", all->names[i],
                   json_text(all->values[i], "condition"),
                   json_truth(all->values[i], "restart") ? "true" : "false");
  }
  add_map(words, "label", json_member(service, "labels"));
  add(words, format("--label=" LABEL "config-hash=%s", config_hash(service)));
  add(words, format("--label=" LABEL "container-number=%s", number));
  add(words, format("--label=" LABEL "depends_on=%s", needs));
  if (find_image(image_of(project, name), &image) == 0) {
    add(words, format("--label=" LABEL "image=sha256:%s", image.id));
  }
  add(words, format("--label=" LABEL "oneoff=%s", oneoff ? "True" : "False"));
  add(words, format("--label=" LABEL "project=%s", project->name));
  add(words, format("--label=" LABEL "project.config_files=%s", files));
  add(words, format("--label=" LABEL "project.working_dir=%s", project->folder));
  add(words, format("--label=" LABEL "service=%s", name));
  add(words, format("--label=" LABEL "version=" COMPOSE_VERSION));
}

/* All that the service says of its containers, whatever they are called and run. */
static struct json *words_of(const struct project *project, const char *name,
                             const struct json *replaced, int oneoff) {
  const struct json *service = service_of(project, name), *grace;
  struct json *words = json_array();
  unsigned i;
  for (i = 1; i < sizeof plain / sizeof *plain; i++) {
    const struct json *value = json_member(service, plain[i][0]);
    if (value && value->kind != NULL_VALUE && !(oneoff && !strcmp(plain[i][0], "restart"))) {
      add(words, format("--%s=%s", plain[i][1], scalar_text(value)));
    }
  }
  for (i = 0; i < sizeof lists / sizeof *lists; i++) {
    add_all(words, lists[i][1], json_member(service, lists[i][0]));
  }
  grace = json_member(service, "stop_grace_period");
  if (grace) {
    add(words, format("--stop-timeout=%lld", nanoseconds_of(grace->text) / 1000000000));
  }
  add_map(words, "env", json_member(service, "environment"));
  add_map(words, "sysctl", json_member(service, "sysctls"));
  add_limits(words, service);
  add_devices(words, json_member(service, "devices"));
  add_mounts(words, project, json_member(service, "volumes"), replaced);
  add_files(words, project, service, "configs");
  add_files(words, project, service, "secrets");
  add_mode(words, project, service, "pid", "pid");
  add_mode(words, project, service, "ipc", "ipc");
  add_health(words, json_member(service, "healthcheck"));
  add_option(words, "log-driver", json_text(service, "logging.driver"));
  add_map(words, "log-opt", json_get(service, "logging.options"));
  for (i = 0; (int)i < json_count(service, "extra_hosts"); i++) {
    char *host = format("%s", json_get(service, "extra_hosts")->values[i]->text);
    *strchr(host, '=') = ':';
    add(words, format("--add-host=%s", host));
  }
  return words;
}

static const struct json *entry_of, *health_of; /* what no option can say as a list */
static struct json *made;

static int take_made(struct asked *asked) {
  if (entry_of && entry_of->kind == ARRAY) {
    json_put(asked->values, "entrypoint", (struct json *)entry_of);
  }
  if (health_of && health_of->count) {
    json_put(asked->values, "health-cmd", (struct json *)health_of);
  }
  made = make_container(asked);
  return 0;
}

static struct json *make(struct json *words) {
  static const struct command row = {"create", take_made, "create", "", 1, -1, run_options, 1};
  char **arguments = allocate(sizeof *arguments * (size_t)(words->count + 2));
  int i;
  arguments[0] = "create";
  for (i = 0; i < words->count; i++) {
    arguments[i + 1] = words->values[i]->text;
  }
  arguments[i + 1] = NULL;
  composes = 1;
  run_command_of(&row, words->count + 1, arguments);
  composes = 0;
  return made;
}

static void look_for_lists(const struct json *service) {
  const struct json *test = json_get(service, "healthcheck.test");
  entry_of = json_member(service, "entrypoint");
  health_of =
      test && strcmp(test->values[0]->text, "NONE") && !json_truth(service, "healthcheck.disable")
          ? test
          : NULL;
}

static void add_list(struct json *words, const struct json *list) {
  int i;
  for (i = 0; list && list->kind == ARRAY && i < list->count; i++) {
    json_push(words, list->values[i]);
  }
}

struct json *make_of_service(const struct project *project, const char *name, long long number,
                             const struct json *replaced) {
  const struct json *service = service_of(project, name);
  const char *own = container_name_of(project, name, number);
  struct json *words = words_of(project, name, replaced, 0);
  add(words,
      format("--name=%s", replaced ? format("%.12s_%s", json_text(replaced, "Id"), own) : own));
  add(words, "--attach=stdout"); /* nothing is typed to it */
  add(words, "--attach=stderr");
  add_labels(words, project, name, format("%lld", number), 0);
  add_ports(words, json_member(service, "ports"));
  add_networks(words, project, name, own, 0);
  look_for_lists(service);
  add(words, image_of(project, name));
  add_list(words, json_member(service, "command"));
  return make(words);
}

/* As run asks for it: its options come behind those of the service. */
static void add_asked(struct json *words, const struct asked *asked) {
  static const char *const texts[] = {"user", "workdir"};
  static const char *const many[] = {"env", "volume", "publish", "label", "cap-add", "cap-drop"};
  unsigned i;
  for (i = 0; i < sizeof texts / sizeof *texts; i++) {
    add_option(words, texts[i], option_text(asked, texts[i]));
  }
  for (i = 0; i < sizeof many / sizeof *many; i++) {
    add_all(words, many[i], option_list(asked, many[i]));
  }
  if (option_truth(asked, "rm")) {
    add(words, "--rm");
  }
}

struct json *make_oneoff(const struct project *project, const char *name,
                         const struct oneoff *how) {
  const struct json *service = service_of(project, name);
  char *own = how->name ? format("%s", how->name)
                        : format("%s-%s-run-%.12s", project->name, name, random_id());
  struct json *words = words_of(project, name, NULL, 1);
  add(words, format("--name=%s", own));
  add_labels(words, project, name, "1", 1);
  add_networks(words, project, name, own, !option_truth(how->asked, "use-aliases"));
  if (option_truth(how->asked, "service-ports")) {
    add_ports(words, json_member(service, "ports"));
  }
  add_asked(words, how->asked);
  add(words,
      format("--tty=%s",
             isatty(0) && isatty(1) && !option_truth(how->asked, "no-TTY") ? "true" : "false"));
  add(words, "--interactive");
  look_for_lists(service);
  if (option_given(how->asked, "entrypoint")) {
    struct json *entry = json_array();
    json_push(entry, json_string(option_text(how->asked, "entrypoint")));
    entry_of = entry;
  }
  add(words, image_of(project, name));
  if (how->command[0]) {
    add_list(words, json_strings(how->command));
  } else if (!option_given(how->asked, "entrypoint")) {
    add_list(words, json_member(service, "command"));
  }
  return make(words);
}

/* Its image, by docker build. */
void build_service(const struct project *project, const char *name, const struct asked *asked) {
  const struct json *service = service_of(project, name);
  const struct json *build = json_member(service, "build"), *map;
  const char *file = json_text(build, "dockerfile"), *context = json_text(build, "context");
  struct json *words = json_array();
  char **arguments;
  int i, status;
  add(words, "build");
  add(words, format("--file=%s", file));
  add_option(words, "target", json_text(build, "target"));
  add_option(words, "network", json_text(build, "network"));
  add_map(words, "build-arg", json_member(build, "args"));
  add_all(words, "build-arg", option_list(asked, "build-arg"));
  for (map = json_member(build, "labels"), i = 0; map && i < map->count; i++) {
    add(words, format("--label=%s=%s", map->names[i], scalar_text(map->values[i])));
  }
  if (json_truth(build, "no_cache") || option_truth(asked, "no-cache")) {
    add(words, "--no-cache");
  }
  if (option_truth(asked, "quiet")) {
    add(words, "--quiet");
  }
  add(words, format("--tag=%s", image_of(project, name)));
  add_all(words, "tag", json_member(build, "tags"));
  add(words, context);
  arguments = allocate(sizeof *arguments * (size_t)(words->count + 1));
  for (i = 0; i < words->count; i++) {
    arguments[i] = words->values[i]->text;
  }
  arguments[i] = NULL;
  status = run_command_of(command_named("build"), words->count, arguments);
  if (status) {
    fflush(stdout);
    exit(17);
  }
}
