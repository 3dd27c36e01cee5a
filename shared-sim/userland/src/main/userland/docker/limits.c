/* Flags of docker run about limits, and about files that it reads and writes on the host. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "commands.h"

static const struct {
  const char *name;
  int resource;
} limits[] = {{"core", RLIMIT_CORE},     {"cpu", RLIMIT_CPU},
              {"data", RLIMIT_DATA},     {"fsize", RLIMIT_FSIZE},
              {"nofile", RLIMIT_NOFILE}, {"nproc", RLIMIT_NPROC},
              {"stack", RLIMIT_STACK},   {NULL, 0}};

/* As "nofile=10:20" says it. */
static struct json *limit_of(const char *text) {
  struct json *one = json_object();
  size_t length = strcspn(text, "=");
  char *end;
  long long soft, hard;
  int i;
  for (i = 0; limits[i].name; i++) {
    if (strlen(limits[i].name) == length && strncmp(limits[i].name, text, length) == 0) {
      break;
    }
  }
  if (!limits[i].name) {
    refuse_flag("--ulimit", text, format("invalid ulimit type: %.*s", (int)length, text));
  }
  soft = hard = text[length] ? strtoll(text + length + 1, &end, 10) : 0;
  if (!text[length] || end == text + length + 1 || (*end && *end != ':')) {
    refuse_flag("--ulimit", text, format("invalid ulimit argument: %s", text));
  }
  if (*end == ':') {
    hard = strtoll(end + 1, &end, 10);
  }
  if (soft > hard && hard != -1) {
    refuse_flag("--ulimit", text,
                format("ulimit soft limit must be less than or equal to hard limit: %lld > %lld",
                       soft, hard));
  }
  json_set_number(one, "Hard", hard);
  json_set_string(one, "Name", limits[i].name);
  json_set_number(one, "Soft", soft);
  return one;
}

void set_resource_limits(const struct json *all) {
  int i, j;
  for (i = 0; all && i < all->count; i++) {
    for (j = 0; limits[j].name; j++) {
      if (strcmp(limits[j].name, json_text(all->values[i], "Name")) == 0) {
        struct rlimit limit = {(rlim_t)json_integer(all->values[i], "Soft"),
                               (rlim_t)json_integer(all->values[i], "Hard")};
        setrlimit(limits[j].resource, &limit);
      }
    }
  }
}

/* Where the kernel has no swap to count, a limit is one of memory alone. */
void warn_of_swap(const char *before) {
  if (!has_swap_limit()) {
    fflush(stdout);
    fprintf(stderr,
            "%sYour kernel does not support swap limit capabilities or the cgroup is not "
            "mounted. Memory limited without swap.\n",
            before);
  }
}

static void take_memory(struct json *container, const struct asked *asked) {
  long long memory = json_integer(container, "HostConfig.Memory");
  long long swap = json_integer(asked->values, "memory-swap");
  long long kept = json_integer(asked->values, "memory-reservation");
  if (kept > 0 && memory > 0 && memory < kept) {
    refuse_engine(format("Minimum memory limit can not be less than memory reservation limit, "
                         "see usage"),
                  1);
  }
  if (swap > 0 && memory == 0) {
    refuse_engine(format("You should always set the Memory limit when using Memoryswap limit, "
                         "see usage"),
                  1);
  }
  if (memory > 0) {
    warn_of_swap("WARNING: ");
  }
  if (swap > 0 && swap < memory && has_swap_limit()) {
    refuse_engine(format("Minimum memoryswap limit should be larger than memory limit, see usage"),
                  1);
  }
  if (memory > 0) {
    long long most = swap > 0 ? swap : 2 * memory;
    json_set_number(container, "HostConfig.MemorySwap", has_swap_limit() ? most : -1);
  }
  json_set_number(container, "HostConfig.MemoryReservation", kept);
}

static void take_processors(struct json *container, const struct asked *asked) {
  const char *list = option_text(asked, "cpuset-cpus");
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  const char *at;
  for (at = list; *at; at += strcspn(at, ",-") + (at[strcspn(at, ",-")] != 0)) {
    if (atol(at) >= count) {
      refuse_engine(format("Requested CPUs are not available - requested %s, available: 0", list),
                    1);
    }
  }
  json_set_string(container, "HostConfig.CpusetCpus", list);
}

static void take_ulimits(struct json *container, const struct asked *asked) {
  const struct json *list = option_list(asked, "ulimit");
  int i;
  for (i = 0; i < list->count; i++) {
    json_push(json_get(container, "HostConfig.Ulimits"), limit_of(list->values[i]->text));
  }
}

void take_limits(struct json *container, const struct asked *asked) {
  take_ulimits(container, asked);
  take_memory(container, asked);
  take_processors(container, asked);
  if (option_truth(asked, "oom-kill-disable")) {
    fputs("WARNING: Your kernel does not support OomKillDisable. OomKillDisable discarded.\n",
          stderr);
  }
  if (option_given(asked, "stop-signal")) {
    int number = signal_number(option_text(asked, "stop-signal"));
    if (number < 0) {
      refuse_engine(format("Invalid signal: %s", option_text(asked, "stop-signal")), 1);
    }
    json_set_string(container, "Config.StopSignal", option_text(asked, "stop-signal"));
  }
  if (option_given(asked, "stop-timeout")) {
    json_set(container, "Config.StopTimeout", json_get(asked->values, "stop-timeout"));
  }
  if (option_given(asked, "add-host")) {
    json_set(container, "HostConfig.ExtraHosts", option_list(asked, "add-host"));
  }
  if (option_given(asked, "dns")) {
    json_set(container, "HostConfig.Dns", option_list(asked, "dns"));
  }
}

struct json *lines_of_files(const struct asked *asked, const char *option) {
  const struct json *files = option_list(asked, option);
  struct json *all = json_array();
  int i;
  for (i = 0; i < files->count; i++) {
    const char *path = files->values[i]->text;
    char *text = read_file(path), *at;
    if (!text) {
      fprintf(stderr, "docker: open %s: %s.\nSee 'docker run --help'.\n", path, reason(errno));
      exit(125);
    }
    for (at = text; *at;) {
      size_t length = strcspn(at, "\n");
      if (length && *at != '#') {
        json_push(all, json_string(format("%.*s", (int)length, at)));
      }
      at += length + (at[length] != 0);
    }
  }
  return all;
}

/* Variables of files, a line each, in front of those of the command line. */
struct json *all_variables(const struct asked *asked) {
  const struct json *own = option_list(asked, "env");
  struct json *all = lines_of_files(asked, "env-file");
  int i;
  for (i = 0; i < own->count; i++) {
    json_push(all, own->values[i]);
  }
  return all;
}
