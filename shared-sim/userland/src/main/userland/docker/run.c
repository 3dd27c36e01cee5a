/* docker run and docker create: from options to a container. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "commands.h"
#include "console.h"
#include "events.h"
#include "health.h"
#include "http.h"
#include "remote.h"
#include "settings.h"

/* What a container has when nothing is said, in the order in which inspect shows it. */
static const char nothing_said[] =
    "{\"Id\":\"\",\"Created\":\"\",\"Path\":\"\",\"Args\":[],\"State\":{\"Status\":\"created\","
    "\"Running\":false,\"Paused\":false,\"Restarting\":false,\"OOMKilled\":false,\"Dead\":false,"
    "\"Pid\":0,\"ExitCode\":0,\"Error\":\"\",\"StartedAt\":\"0001-01-01T00:00:00Z\","
    "\"FinishedAt\":\"0001-01-01T00:00:00Z\"},\"Image\":\"\",\"ResolvConfPath\":\"\","
    "\"HostnamePath\":\"\",\"HostsPath\":\"\",\"LogPath\":\"\",\"Name\":\"\",\"RestartCount\":0,"
    "\"Driver\":\"overlay2\",\"Platform\":\"linux\",\"MountLabel\":\"\",\"ProcessLabel\":\"\","
    "\"AppArmorProfile\":\"\",\"ExecIDs\":null,\"HostConfig\":{\"Binds\":null,"
    "\"ContainerIDFile\":\"\",\"LogConfig\":{\"Type\":\"json-file\",\"Config\":{}},"
    "\"NetworkMode\":\"bridge\",\"PortBindings\":{},\"RestartPolicy\":{\"Name\":\"no\","
    "\"MaximumRetryCount\":0},\"AutoRemove\":false,\"VolumeDriver\":\"\",\"VolumesFrom\":null,"
    "\"ConsoleSize\":[0,0],\"CapAdd\":null,\"CapDrop\":null,\"CgroupnsMode\":\"private\","
    "\"Dns\":[],\"DnsOptions\":[],\"DnsSearch\":[],\"ExtraHosts\":null,\"GroupAdd\":null,"
    "\"IpcMode\":\"private\",\"Cgroup\":\"\",\"Links\":null,\"OomScoreAdj\":0,\"PidMode\":\"\","
    "\"Privileged\":false,\"PublishAllPorts\":false,\"ReadonlyRootfs\":false,"
    "\"SecurityOpt\":null,\"UTSMode\":\"\",\"UsernsMode\":\"\",\"ShmSize\":67108864,"
    "\"Runtime\":\"runc\",\"Isolation\":\"\",\"CpuShares\":0,\"Memory\":0,\"NanoCpus\":0,"
    "\"CgroupParent\":\"\",\"BlkioWeight\":0,\"BlkioWeightDevice\":[],\"BlkioDeviceReadBps\":[],"
    "\"BlkioDeviceWriteBps\":[],\"BlkioDeviceReadIOps\":[],\"BlkioDeviceWriteIOps\":[],"
    "\"CpuPeriod\":0,\"CpuQuota\":0,\"CpuRealtimePeriod\":0,\"CpuRealtimeRuntime\":0,"
    "\"CpusetCpus\":\"\",\"CpusetMems\":\"\",\"Devices\":[],\"DeviceCgroupRules\":null,"
    "\"DeviceRequests\":null,\"MemoryReservation\":0,\"MemorySwap\":0,\"MemorySwappiness\":null,"
    "\"OomKillDisable\":null,\"PidsLimit\":null,\"Ulimits\":[],\"CpuCount\":0,\"CpuPercent\":0,"
    "\"IOMaximumIOps\":0,\"IOMaximumBandwidth\":0,\"MaskedPaths\":[\"/proc/acpi\",\"/proc/kcore\","
    "\"/proc/keys\",\"/proc/timer_list\",\"/sys/firmware\"],\"ReadonlyPaths\":[\"/proc/bus\","
    "\"/proc/fs\",\"/proc/irq\",\"/proc/sys\",\"/proc/sysrq-trigger\"]},\"GraphDriver\":{},"
    "\"Mounts\":[],\"Config\":{\"Hostname\":\"\",\"Domainname\":\"\",\"User\":\"\","
    "\"AttachStdin\":false,\"AttachStdout\":true,\"AttachStderr\":true,\"Tty\":false,"
    "\"OpenStdin\":false,\"StdinOnce\":false,\"Env\":[],\"Cmd\":null,\"Healthcheck\":null,"
    "\"Image\":\"\","
    "\"Volumes\":null,\"WorkingDir\":\"\",\"Entrypoint\":null,\"OnBuild\":null,\"Labels\":{}},"
    "\"NetworkSettings\":{\"Bridge\":\"\",\"SandboxID\":\"\",\"SandboxKey\":\"\",\"Ports\":{},"
    "\"HairpinMode\":false,\"LinkLocalIPv6Address\":\"\",\"LinkLocalIPv6PrefixLen\":0,"
    "\"SecondaryIPAddresses\":null,\"SecondaryIPv6Addresses\":null,\"EndpointID\":\"\","
    "\"Gateway\":\"\",\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,\"IPAddress\":\"\","
    "\"IPPrefixLen\":0,\"IPv6Gateway\":\"\",\"MacAddress\":\"\",\"Networks\":{}}}";

struct json *blank_container(void) { return json_parse(nothing_said); }

int composes; /* it is Compose that makes the container */

void refuse_run(const char *text, int helps) {
  size_t length = strlen(text);
  if (composes) {
    fflush(stdout);
    fprintf(stderr, "%s\n", text);
    exit(1);
  }
  if (to_client >= 0) {
    refuse_request(text);
    exit(0);
  }
  fflush(stdout);
  fprintf(stderr, "docker: %.*s.\n", (int)(length - (length && text[length - 1] == '.')), text);
  if (helps) {
    fputs("See 'docker run --help'.\n", stderr);
  }
  exit(125);
}

void refuse_engine(failure failed, int helps) {
  if (failed) {
    refuse_run(to_client < 0 ? format("Error response from daemon: %s", failed) : failed, helps);
  }
}

static char *absolute(const char *path) {
  char folder[4096];
  if (*path != '.') {
    return format("%s", path);
  }
  if (!getcwd(folder, sizeof folder)) {
    return format("%s", path);
  }
  path += path[1] == '/' ? 2 : path[1] == 0 ? 1 : 0;
  return format("%s%s%s", folder, *path ? "/" : "", path);
}

static void refuse_second(const struct json *mounts, const char *place) {
  int i;
  for (i = 0; i < mounts->count; i++) {
    if (strcmp(json_text(mounts->values[i], "Destination"), place) == 0) {
      refuse_engine(format("Duplicate mount point: %s", place), 1);
    }
  }
}

static void add_mount(struct json *container, const char *type, const char *name,
                      const char *source, const char *place, int writes) {
  struct json *one = json_object(), *all = json_get(container, "Mounts");
  refuse_second(all, place);
  json_set_string(one, "Type", type);
  if (name) {
    json_set_string(one, "Name", name);
  }
  json_set_string(one, "Source", source);
  json_set_string(one, "Destination", place);
  if (name) {
    json_set_string(one, "Driver", "local");
  }
  json_set_string(one, "Mode", writes ? "" : "ro");
  json_set_boolean(one, "RW", writes);
  json_set_string(one, "Propagation", name ? "" : "rprivate");
  json_push(all, one);
}

void add_volume(struct json *container, const char *name, const char *place, int writes) {
  add_mount(container, "volume", name, format(ENGINE_ROOT "/volumes/%s/_data", name), place,
            writes);
}

/* "folder:/place:ro", "name:/place" or "/place" */
static void take_volume(struct json *container, const char *text) {
  struct json *words = json_array();
  const char *source, *place, *mode = "";
  int writes, empty = 0;
  const char *at = text;
  for (;;) {
    size_t length = strcspn(at, ":");
    empty |= !length;
    json_push(words, json_string(format("%.*s", (int)length, at)));
    if (!at[length]) {
      break;
    }
    at += length + 1;
  }
  if (empty || words->count > 3) {
    refuse_engine(format("invalid volume specification: '%s'", text), 1);
  }
  if (words->count == 1) {
    place = words->values[0]->text;
    add_volume(container, random_id(), *place == '/' ? place : format("/%s", place), 1);
    return;
  }
  source = absolute(words->values[0]->text);
  place = words->values[1]->text;
  mode = words->count == 3 ? words->values[2]->text : "";
  if (*place != '/') {
    refuse_engine(format("invalid volume specification: '%s:%s': invalid mount config for type "
                         "\"%s\": invalid mount path: '%s' mount path must be absolute",
                         source, place, *source == '/' ? "bind" : "volume", place),
                  1);
  }
  if (*mode && strcmp(mode, "ro") && strcmp(mode, "rw") && strcmp(mode, "z") && strcmp(mode, "Z")) {
    refuse_engine(format("invalid mode: %s", mode), 1);
  }
  writes = strcmp(mode, "ro") != 0;
  if (*source == '/') {
    add_mount(container, "bind", NULL, source, place, writes);
  } else {
    refuse_engine(check_volume_name(source), 1);
    add_volume(container, source, place, writes);
  }
}

static void take_tmpfs(struct json *container, const char *text) {
  size_t length = strcspn(text, ":");
  struct json *all = json_get(container, "HostConfig.Tmpfs");
  refuse_second(json_get(container, "Mounts"), format("%.*s", (int)length, text));
  if (!all) {
    json_set(container, "HostConfig.Tmpfs", all = json_object());
  }
  json_put(all, format("%.*s", (int)length, text),
           json_string(text[length] ? text + length + 1 : ""));
}

/* What a word of --mount is about; NULL where there is nothing of that name. */
static const char *mount_key(const char *word) {
  static const char *const names[][2] = {{"type", "type"},     {"src", "source"},
                                         {"source", "source"}, {"dst", "target"},
                                         {"target", "target"}, {"destination", "target"},
                                         {"ro", "readonly"},   {"readonly", "readonly"}};
  unsigned i;
  for (i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i][0], word) == 0) {
      return names[i][1];
    }
  }
  return NULL;
}

/* Up to the next comma; in quotes, doubled ones of which are one, commas are its own. */
static char *next_word(const char *text, const char **from) {
  const char *at = *from;
  char *word, *to;
  if (*at != '"') {
    size_t length = strcspn(at, ",");
    *from = at + length + (at[length] == ',');
    return format("%.*s", (int)length, at);
  }
  word = to = format("%s", at + 1);
  for (at++; *at && (*at != '"' || at[1] == '"'); at++) {
    at += *at == '"';
    *to++ = *at;
  }
  *to = 0;
  if (*at != '"' || (at[1] && at[1] != ',')) {
    refuse_flag("--mount", text, "parse error: extraneous or missing \" in quoted-field");
  }
  *from = at + 1 + (at[1] == ',');
  return word;
}

/* "type=bind,src=/x,dst=/y,ro" */
static struct json *mount_words(const char *text) {
  struct json *words = json_object();
  const char *at = text, *key;
  while (*at) {
    char *word = next_word(text, &at), *value = strchr(word, '=');
    if (value) {
      *value++ = 0;
    }
    key = mount_key(word);
    if (!value && (!key || strcmp(key, "readonly"))) {
      refuse_flag("--mount", text, format("invalid field '%s' must be a key=value pair", word));
    }
    if (!key) {
      refuse_flag("--mount", text, format("unexpected key '%s' in '%s=%s'", word, word, value));
    }
    json_set_string(words, key, value ? value : "true");
  }
  if (!*json_text(words, "target")) {
    refuse_flag("--mount", text, "target is required");
  }
  return words;
}

static void take_mount(struct json *container, const char *text) {
  const struct json *words = mount_words(text);
  const char *type = json_text(words, "type"), *source = json_text(words, "source");
  const char *place = json_text(words, "target"), *wrong;
  int writes = !json_get(words, "readonly") || !strcmp(json_text(words, "readonly"), "false");
  wrong = format("invalid mount config for type \"%s\":", *type ? type : "volume");
  if (*place != '/') {
    refuse_engine(format("%s invalid mount path: '%s' mount path must be absolute", wrong, place),
                  1);
  }
  if (!strcmp(type, "bind")) {
    if (!*source) {
      refuse_engine(format("%s field Source must not be empty", wrong), 1);
    }
    if (access(source, F_OK) < 0) {
      refuse_engine(format("%s bind source path does not exist: %s", wrong, source), 1);
    }
    add_mount(container, "bind", NULL, source, place, writes);
  } else if (!strcmp(type, "tmpfs")) {
    take_tmpfs(container, place);
  } else if (*type && strcmp(type, "volume")) {
    refuse_engine(format("mount type unknown: \"%s\"", type), 1);
  } else {
    if (*source) {
      refuse_engine(check_volume_name(source), 1);
    }
    add_volume(container, *source ? source : random_id(), place, writes);
  }
}

static int same_variable(const char *one, const char *other) {
  size_t length = strcspn(one, "=");
  return strncmp(one, other, length) == 0 && other[length] == '=';
}

struct json *environment_of(const struct json *given, const struct json *image) {
  struct json *all = json_array();
  int i, j;
  for (i = 0; i < given->count; i++) {
    const char *one = given->values[i]->text;
    if (strchr(one, '=')) {
      json_push(all, json_string(one));
    } else if (getenv(one)) {
      json_push(all, json_string(format("%s=%s", one, getenv(one))));
    }
  }
  for (i = 0; image && i < image->count; i++) {
    int there = 0;
    for (j = 0; j < given->count; j++) {
      there |= same_variable(image->values[i]->text, given->values[j]->text);
    }
    if (!there) {
      json_push(all, image->values[i]);
    }
  }
  return all;
}

void take_labels(struct json *labels, const struct json *words) {
  int i;
  for (i = 0; i < words->count; i++) {
    const char *text = words->values[i]->text, *sign = strchr(text, '=');
    json_put(labels, format("%.*s", (int)strcspn(text, "="), text),
             json_string(sign ? sign + 1 : ""));
  }
}

static void check_security(const struct json *options) {
  int i;
  for (i = 0; i < options->count; i++) {
    const char *one = options->values[i]->text;
    if (starts_with(one, "no-new-privileges") || !strcmp(one, "seccomp=unconfined") ||
        !strcmp(one, "apparmor=unconfined")) {
      continue;
    }
    if (starts_with(one, "seccomp=")) {
      if (access(one + 8, R_OK) < 0) {
        refuse_run(format("opening seccomp profile (%s) failed: open %s: %s", one + 8, one + 8,
                          reason(errno)),
                   1);
      }
      refuse_run("this engine does not read seccomp profiles yet", 1);
    }
    refuse_run(strchr(one, '=')
                   ? format("this engine does not have the security option yet: %s", one)
                   : format("Invalid --security-opt: \"%s\"", one),
               1);
  }
}

/* Which namespace: one of the words that the option knows, or another container's. */
static void take_mode(struct json *container, const struct asked *asked, const char *option,
                      const char *path, const char *words, const char *kind) {
  const char *mode = option_text(asked, option);
  int joins = starts_with(mode, "container:") && mode[10] && strchr(words, ':');
  if (!*mode) {
    return;
  }
  if (!joins && (strchr(mode, ' ') || !strstr(words, format(" %s ", mode)))) {
    if (!strcmp(kind, "IPC")) {
      refuse_engine(format("invalid IPC mode: %s", mode), 1);
    }
    refuse_run(format("--%s: invalid %s mode", option, kind), 1);
  }
  if (joins && !elsewhere) { /* whatever it will be called by then */
    failure failed;
    const struct json *other = find_container(mode + 10, &failed);
    refuse_engine(failed, 1);
    mode = format("container:%s", json_text(other, "Id"));
  }
  json_set_string(container, path, mode);
}

static const struct {
  const char *option, *path;
} plain[] = {{"hostname", "Config.Hostname"},
             {"user", "Config.User"},
             {"workdir", "Config.WorkingDir"},
             {"memory", "HostConfig.Memory"},
             {"pids-limit", "HostConfig.PidsLimit"},
             {"cpus", "HostConfig.NanoCpus"},
             {"cpu-shares", "HostConfig.CpuShares"},
             {"privileged", "HostConfig.Privileged"},
             {"read-only", "HostConfig.ReadonlyRootfs"},
             {"rm", "HostConfig.AutoRemove"},
             {"tty", "Config.Tty"},
             {"interactive", "Config.OpenStdin"},
             {"shm-size", "HostConfig.ShmSize"},
             {"cap-add", "HostConfig.CapAdd"},
             {"cap-drop", "HostConfig.CapDrop"},
             {"security-opt", "HostConfig.SecurityOpt"}};

static void take_options(struct json *container, const struct asked *asked) {
  const struct json *list;
  unsigned i;
  int j;
  for (i = 0; i < sizeof plain / sizeof *plain; i++) {
    struct json *value = json_get(asked->values, plain[i].option);
    if (value) {
      json_set(container, plain[i].path, value);
    }
  }
  if (option_given(asked, "name")) {
    json_set_string(container, "Name", format("/%s", option_text(asked, "name")));
  }
  check_security(option_list(asked, "security-opt"));
  take_mode(container, asked, "pid", "HostConfig.PidMode", ": host ", "PID");
  take_mode(container, asked, "ipc", "HostConfig.IpcMode", ": host private shareable none ", "IPC");
  take_mode(container, asked, "uts", "HostConfig.UTSMode", " host ", "UTS");
  take_mode(container, asked, "cgroupns", "HostConfig.CgroupnsMode", " host private ", "CGROUP");
  if (option_given(asked, "volume")) {
    json_set(container, "HostConfig.Binds", option_list(asked, "volume"));
  }
  for (list = option_list(asked, "volume"), j = 0; j < list->count; j++) {
    take_volume(container, list->values[j]->text);
  }
  for (list = option_list(asked, "mount"), j = 0; j < list->count; j++) {
    take_mount(container, list->values[j]->text);
  }
  for (list = option_list(asked, "tmpfs"), j = 0; j < list->count; j++) {
    take_tmpfs(container, list->values[j]->text);
  }
  take_labels(json_get(container, "Config.Labels"), lines_of_files(asked, "label-file"));
  take_labels(json_get(container, "Config.Labels"), option_list(asked, "label"));
}

/* The words that are given, as they are asked for. */
static void take_words(struct json *container, const struct asked *asked) {
  struct json *entry = json_get(asked->values, "entrypoint"), *words = json_array();
  if (entry && entry->kind == STRING && *entry->text) {
    json_push(words, entry);
  }
  if (entry) {
    json_set(container, "Config.Entrypoint", entry->kind == ARRAY ? entry : words);
  }
  if (asked->count > 1) {
    json_set(container, "Config.Cmd", json_strings(asked->arguments + 1));
  }
}

/* Where it will be shown, rows and columns. */
static void take_console(struct json *container) {
  struct winsize size;
  struct json *both = json_array();
  if (json_truth(container, "Config.Tty") && ioctl(1, TIOCGWINSZ, &size) == 0) {
    json_push(both, json_number(size.ws_row));
    json_push(both, json_number(size.ws_col));
    json_set(container, "HostConfig.ConsoleSize", both);
  }
}

struct json *make_container(struct asked *asked) {
  struct json *container = blank_container();
  const char *name = asked->arguments[0];
  struct reference reference;
  struct image image;
  failure failed;
  const char *restart = option_text(asked, "restart");
  struct json *policy = json_get(container, "HostConfig.RestartPolicy");
  failed = read_policy(restart, policy);
  if (failed) {
    refuse_run(failed, 1);
  }
  if (strcmp(json_text(policy, "Name"), "no") && option_truth(asked, "rm")) {
    refuse_run("Conflicting options: --restart and --rm", 1);
  }
  refuse_engine(check_policy(policy), 1);
  take_networks(container, asked);
  take_ports(container, asked);
  take_options(container, asked);
  take_words(container, asked);
  take_health(container, asked);
  take_settings(container, asked);
  take_console(container);
  json_set_string(container, "Config.Image", name);
  json_set(container, "Config.Env", environment_of(all_variables(asked), NULL));
  if (elsewhere) {
    take_limits(container, asked);
    take_logging(container, asked);
    create_elsewhere(container, option_list(asked, "volume")->count);
    return container;
  }
  failed = read_reference(name, &reference);
  if (failed && find_image(name, &image) < 0) {
    refuse_run(failed, 1);
  }
  if (find_image(name, &image) < 0) {
    if (!strcmp(option_text(asked, "pull"), "never")) {
      refuse_engine(format("No such image: %s", full_name(name)), 1);
    }
    fprintf(stderr, "Unable to find image '%s' locally\n", full_name(name));
    refuse_engine(not_pulled(), 1);
  }
  refuse_engine(fill_container(container, &image), 1);
  take_limits(container, asked);
  take_logging(container, asked);
  expose_all(container, json_get(image.config, "config.ExposedPorts"));
  refuse_engine(create_container(container, &image), 1);
  return container;
}

/* A member of the request, in place of what is there when nothing is said. */
static void take_members(struct json *into, const struct json *from) {
  int i;
  for (i = 0; from && i < from->count; i++) {
    if (strcmp(from->names[i], "HostConfig") && strcmp(from->names[i], "NetworkingConfig") &&
        from->values[i]->kind != NULL_VALUE) {
      json_set(into, from->names[i], from->values[i]);
    }
  }
}

struct json *requested_container(const struct json *body) {
  struct json *container = json_parse(nothing_said), *host = json_get(container, "HostConfig");
  const struct json *all;
  int i;
  take_members(json_get(container, "Config"), body);
  take_members(host, json_get(body, "HostConfig"));
  for (i = 0, all = json_get(host, "Binds"); all && i < all->count; i++) {
    take_volume(container, all->values[i]->text);
  }
  for (i = 0, all = json_get(host, "Mounts"); all && i < all->count; i++) {
    const struct json *one = all->values[i];
    if (!strcmp(json_text(one, "Type"), "bind")) {
      add_mount(container, "bind", NULL, json_text(one, "Source"), json_text(one, "Target"),
                !json_truth(one, "ReadOnly"));
    } else {
      refuse_engine(check_volume_name(json_text(one, "Source")), 1);
      add_volume(container, json_text(one, "Source"), json_text(one, "Target"),
                 !json_truth(one, "ReadOnly"));
    }
  }
  json_remove(host, "Mounts");
  take_requested_networks(container, json_get(body, "NetworkingConfig.EndpointsConfig"));
  return container;
}

static void write_id(const struct json *container, const struct asked *asked) {
  if (option_given(asked, "cidfile")) {
    write_file(option_text(asked, "cidfile"), json_text(container, "Id"), 0644);
  }
}

int create_command(struct asked *asked) {
  struct json *container = make_container(asked);
  write_id(container, asked);
  puts(json_text(container, "Id"));
  return 0;
}

/* As the reason says: 127 what is not there, 126 what may not be run. */
int status_of_failure(const char *failed) {
  return strstr(failed, "executable file not found") || strstr(failed, "no such file or directory")
             ? 127
         : strstr(failed, "permission denied") || strstr(failed, "is a directory") ? 126
                                                                                   : 125;
}

int run_command(struct asked *asked) {
  struct viewer viewer;
  struct start how = {!option_truth(asked, "detach"),
                      option_truth(asked, "interactive"),
                      option_truth(asked, "tty"),
                      0,
                      0,
                      0,
                      -1,
                      &viewer};
  struct json *container;
  failure failed;
  int status = 0;
  if (how.attached && how.interactive && how.tty && !isatty(0)) {
    fputs("the input device is not a TTY\n", stderr);
    return 1;
  }
  container = make_container(asked);
  write_id(container, asked);
  if (elsewhere) {
    return run_elsewhere(container, &how);
  }
  refuse_engine(read_keys(option_text(asked, "detach-keys"), &viewer), 0);
  how.mutes = (json_truth(container, "Config.AttachStdout") ? 0 : 1) |
              (json_truth(container, "Config.AttachStderr") ? 0 : 2);
  how.keeps_signals = option_given(asked, "sig-proxy") && !option_truth(asked, "sig-proxy");
  if (how.attached) {
    tell_of_container(container, "attach", NULL);
  }
  failed = start_container(container, &how, &status);
  if (failed) {
    fprintf(stderr, "docker: Error response from daemon: %s.\n", failed);
    return status_of_failure(failed);
  }
  if (!how.attached) {
    puts(json_text(container, "Id"));
  }
  return status;
}
