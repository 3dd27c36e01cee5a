/* Flags of docker run about what is around a program: settings, devices, mounts, an init. */
#include "settings.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "network.h"

#define LEAST_PERIOD 1000
#define MOST_PERIOD 1000000

static void take_list(struct json *container, const struct asked *asked, const char *option,
                      const char *path) {
  if (option_given(asked, option)) {
    json_set(container, path, option_list(asked, option));
  }
}

/* "/dev/null:/dev/nothing:rw" */
static struct json *device_of(const char *text) {
  struct json *one = json_object();
  char *host = format("%s", text), *inside = strchr(host, ':'), *may = NULL;
  if (inside) {
    *inside++ = 0;
    may = strchr(inside, ':');
    if (may) {
      *may++ = 0;
    } else if (*inside != '/') {
      may = inside;
      inside = NULL;
    }
  }
  if (may && (!*may || strspn(may, "rwm") != strlen(may))) {
    refuse_flag("--device", text, format("bad mode specified: %s", may));
  }
  json_set_string(one, "PathOnHost", host);
  json_set_string(one, "PathInContainer", inside && *inside ? inside : host);
  json_set_string(one, "CgroupPermissions", may ? may : "rwm");
  return one;
}

static void take_devices(struct json *container, const struct asked *asked) {
  const struct json *list = option_list(asked, "device");
  int i;
  for (i = 0; i < list->count; i++) {
    json_push(json_get(container, "HostConfig.Devices"), device_of(list->values[i]->text));
  }
}

static void take_sysctls(struct json *container, const struct asked *asked) {
  const struct json *list = option_list(asked, "sysctl");
  struct json *all = json_object();
  int i;
  for (i = 0; i < list->count; i++) {
    const char *text = list->values[i]->text, *sign = strchr(text, '=');
    json_put(all, format("%.*s", (int)(sign - text), text), json_string(sign + 1));
  }
  if (all->count) {
    json_set(container, "HostConfig.Sysctls", all);
  }
}

/* What another container has mounted, at the same places. */
static void take_mounts_of(struct json *container, const char *text) {
  size_t length = strcspn(text, ":");
  const char *mode = text[length] ? text + length + 1 : "";
  failure failed;
  const struct json *other = find_container(format("%.*s", (int)length, text), &failed), *from;
  struct json *mounts = json_get(container, "Mounts");
  int i, j;
  if (!other) {
    refuse_engine(failed, 1);
  }
  if (*mode && strcmp(mode, "ro") && strcmp(mode, "rw") && strcmp(mode, "z")) {
    refuse_engine(format("invalid mode: %s", mode), 1);
  }
  from = json_get(other, "Mounts");
  for (i = 0; from && i < from->count; i++) {
    struct json *one = json_parse(json_line(from->values[i]));
    int there = 0;
    for (j = 0; j < mounts->count; j++) {
      there |= !strcmp(json_text(mounts->values[j], "Destination"), json_text(one, "Destination"));
    }
    if (!strcmp(mode, "ro")) {
      json_set_boolean(one, "RW", 0);
      json_set_string(one, "Mode", "ro");
    }
    if (!there) {
      json_push(mounts, one);
    }
  }
}

static void take_volumes_from(struct json *container, const struct asked *asked) {
  const struct json *list = option_list(asked, "volumes-from");
  int i;
  for (i = 0; i < list->count; i++) {
    take_mounts_of(container, list->values[i]->text);
  }
  take_list(container, asked, "volumes-from", "HostConfig.VolumesFrom");
}

static void take_quota(struct json *container, const struct asked *asked) {
  long long period = json_integer(asked->values, "cpu-period");
  long long quota = json_integer(asked->values, "cpu-quota");
  const char *both = period ? "Period" : quota ? "Quota" : NULL;
  if (both && json_integer(container, "HostConfig.NanoCpus")) {
    refuse_engine(format("Conflicting options: Nano CPUs and CPU %s cannot both be set", both), 1);
  }
  if (period && (period < LEAST_PERIOD || period > MOST_PERIOD)) {
    refuse_engine(format("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s "
                         "(i.e. 1000000)"),
                  1);
  }
  if (quota > 0 && quota < LEAST_PERIOD) {
    refuse_engine(format("CPU cfs quota can not be less than 1ms (i.e. 1000)"), 1);
  }
  json_set_number(container, "HostConfig.CpuPeriod", period);
  json_set_number(container, "HostConfig.CpuQuota", quota);
}

/* What this kernel, as many others, has no controller for is taken and passed over. */
static void take_discarded(struct json *container, const struct asked *asked) {
  long long weight = json_integer(asked->values, "blkio-weight");
  long long swaps = json_integer(asked->values, "memory-swappiness");
  if (weight && (weight < 10 || weight > 1000)) {
    refuse_engine(format("Range of blkio weight is from 10 to 1000"), 1);
  }
  if (weight) {
    fputs(
        "WARNING: Your kernel does not support Block I/O weight or the cgroup is not mounted. "
        "Weight discarded.\n",
        stderr);
  }
  if (option_given(asked, "memory-swappiness") && swaps != -1) {
    if (swaps < 0 || swaps > 100) {
      refuse_engine(format("Invalid value: %lld, valid memory swappiness range is 0-100", swaps),
                    1);
    }
    fputs(
        "WARNING: Your kernel does not support memory swappiness capabilities or the cgroup is "
        "not mounted. Memory swappiness discarded.\n",
        stderr);
  }
  (void)container;
}

static void check_names(const struct asked *asked) {
  const char *runtime = option_text(asked, "runtime"), *users = option_text(asked, "userns");
  const char *platform = option_text(asked, "platform"), *pull = option_text(asked, "pull");
  if (*runtime && strcmp(runtime, "runc") && strcmp(runtime, "io.containerd.runc.v2")) {
    refuse_engine(format("unknown or invalid runtime name: %s", runtime), 1);
  }
  if (*users && strcmp(users, "host")) {
    refuse_run("--userns: invalid USER mode", 1);
  }
  if (*platform && strcmp(platform, "linux") && strcmp(platform, "linux/386")) {
    refuse_engine(format("image with reference %s was found but its platform (linux/386) does not "
                         "match the specified platform (%s)",
                         asked->arguments[0], platform),
                  1);
  }
  if (*pull && strcmp(pull, "always") && strcmp(pull, "missing") && strcmp(pull, "never")) {
    refuse_run(format("invalid pull option: '%s': must be one of \"always\", \"missing\" or "
                      "\"never\"",
                      pull),
               1);
  }
  if (!strcmp(pull, "always")) {
    refuse_engine(not_pulled(), 1);
  }
}

static int is_attached(const struct asked *asked, const char *stream) {
  const struct json *list = option_list(asked, "attach");
  int i;
  for (i = 0; i < list->count; i++) {
    if (!strcasecmp(list->values[i]->text, stream)) {
      return 1;
    }
  }
  return !list->count && !option_truth(asked, "detach");
}

static void take_streams(struct json *container, const struct asked *asked) {
  int input = option_truth(asked, "interactive") && is_attached(asked, "stdin");
  if (option_list(asked, "attach")->count && option_truth(asked, "detach")) {
    refuse_run("Conflicting options: -a and -d", 1);
  }
  json_set_boolean(container, "Config.AttachStdin", input);
  json_set_boolean(container, "Config.AttachStdout", is_attached(asked, "stdout"));
  json_set_boolean(container, "Config.AttachStderr", is_attached(asked, "stderr"));
  json_set_boolean(container, "Config.StdinOnce", input);
}

void take_settings(struct json *container, const struct asked *asked) {
  long long score = json_integer(asked->values, "oom-score-adj");
  check_names(asked);
  if (score < -1000 || score > 1000) {
    refuse_engine(format("Invalid value %lld, range for oom score adj is [-1000, 1000]", score), 1);
  }
  json_set_number(container, "HostConfig.OomScoreAdj", score);
  take_list(container, asked, "group-add", "HostConfig.GroupAdd");
  take_list(container, asked, "dns-search", "HostConfig.DnsSearch");
  take_list(container, asked, "dns-option", "HostConfig.DnsOptions");
  if (option_given(asked, "domainname")) {
    json_set_string(container, "Config.Domainname", option_text(asked, "domainname"));
  }
  if (option_given(asked, "init")) {
    json_set_boolean(container, "HostConfig.Init", option_truth(asked, "init"));
  }
  take_devices(container, asked);
  take_sysctls(container, asked);
  take_volumes_from(container, asked);
  take_quota(container, asked);
  take_discarded(container, asked);
  take_streams(container, asked);
}

failure check_devices(const struct json *container) {
  const struct json *all = json_get(container, "HostConfig.Devices");
  int i;
  for (i = 0; all && i < all->count; i++) {
    const char *host = json_text(all->values[i], "PathOnHost");
    struct stat about;
    int there = stat(host, &about) == 0;
    if (!there || (!S_ISCHR(about.st_mode) && !S_ISBLK(about.st_mode))) {
      return format("error gathering device information while adding custom device \"%s\": %s",
                    host, there ? "not a device node" : reason(errno));
    }
  }
  return NULL;
}

failure check_sysctls(const struct json *container) {
  const struct json *all = json_get(container, "HostConfig.Sysctls");
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (starts_with(all->names[i], "net.") && !has_own_network(container)) {
      return format("sysctl \"%s\" not allowed in host network namespace", all->names[i]);
    }
    if (!starts_with(all->names[i], "net.") &&
        !strcmp(json_text(container, "HostConfig.IpcMode"), "host")) {
      return format("sysctl \"%s\" is not allowed in the hosts ipc namespace", all->names[i]);
    }
  }
  return NULL;
}

/* Inside, before the kernel's settings become read-only. */
failure set_sysctls(const struct json *host) {
  const struct json *all = json_get(host, "Sysctls");
  int i;
  for (i = 0; all && i < all->count; i++) {
    char *path = replaced(all->names[i], ".", "/");
    int file = open(format("/proc/sys/%s", path), O_WRONLY | O_CLOEXEC);
    const char *value = all->values[i]->text;
    if (file < 0 || write(file, value, strlen(value)) < 0) {
      return format("write sysctl key %s: %s /proc/sys/%s: %s", all->names[i],
                    file < 0 ? "open" : "write", path, reason(errno));
    }
    close(file);
  }
  return NULL;
}
