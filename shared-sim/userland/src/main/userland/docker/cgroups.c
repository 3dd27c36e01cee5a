/* The control group of a container. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docker.h"

static char *file_of(const struct json *container, const char *name) {
  return format(GROUPS "/docker/%s%s%s", json_text(container, "Id"), *name ? "/" : "", name);
}

static int write_limit(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  int failed = file < 0 || write(file, text, strlen(text)) < 0, error = errno;
  if (file >= 0) {
    close(file);
  }
  errno = error;
  return failed ? -1 : 0;
}

static int limit(const struct json *container, const char *name, const char *text) {
  return write_limit(file_of(container, name), text);
}

failure set_limits(const struct json *container) {
  const struct json *host = json_get(container, "HostConfig");
  long long memory = json_integer(host, "Memory"), pids = json_integer(host, "PidsLimit");
  long long cpus = json_integer(host, "NanoCpus"), shares = json_integer(host, "CpuShares");
  long long period = json_integer(host, "CpuPeriod"), quota = json_integer(host, "CpuQuota");
  int failed = 0;
  if (memory > 0) {
    failed |= limit(container, "memory.max", format("%lld", memory));
  }
  if (memory > 0 && json_integer(host, "MemorySwap") >= memory) {
    failed |= limit(container, "memory.swap.max",
                    format("%lld", json_integer(host, "MemorySwap") - memory));
  }
  if (json_integer(host, "MemoryReservation") > 0) {
    failed |= limit(container, "memory.low", json_text(host, "MemoryReservation"));
  }
  if (pids > 0) {
    failed |= limit(container, "pids.max", format("%lld", pids));
  }
  if (cpus > 0) {
    failed |= limit(container, "cpu.max", format("%lld 100000", cpus / 10000));
  }
  if (period || quota) {
    failed |= limit(
        container, "cpu.max",
        format("%s %lld", quota > 0 ? format("%lld", quota) : "max", period ? period : 100000));
  }
  if (shares > 0) {
    failed |= limit(container, "cpu.weight", format("%lld", 1 + (shares - 2) * 9999 / 262142));
  }
  return failed ? format("cannot set the limits of the control group: %s", reason(errno)) : NULL;
}

/* The group that all containers' groups are in. */
static void make_upper_group(void) {
  write_limit(GROUPS "/cgroup.subtree_control", "+cpu +memory +pids");
  mkdir(GROUPS "/docker", 0755);
  write_limit(GROUPS "/docker/cgroup.subtree_control", "+cpu +memory +pids");
}

int has_swap_limit(void) {
  make_upper_group();
  return access(GROUPS "/docker/memory.swap.max", F_OK) == 0;
}

failure make_group(const struct json *container) {
  make_upper_group();
  if (mkdir(file_of(container, ""), 0755) < 0 && errno != EEXIST) {
    return format("cannot make a control group: %s", reason(errno));
  }
  return set_limits(container);
}

failure enter_group(const struct json *container, int pid) {
  if (limit(container, "cgroup.procs", format("%d", pid)) < 0) {
    return format("cannot enter the control group: %s", reason(errno));
  }
  return NULL;
}

void remove_group(const struct json *container) { rmdir(file_of(container, "")); }

int group_has_been_out_of_memory(const struct json *container) {
  char *events = read_file(file_of(container, "memory.events"));
  const char *killed = events ? strstr(events, "oom_kill ") : NULL;
  return killed && atoi(killed + 9) > 0;
}

void freeze_group(const struct json *container, int frozen) {
  limit(container, "cgroup.freeze", frozen ? "1" : "0");
}
