/* Namespaces that a container has together with another one: --pid and --ipc container:NAME. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "settings.h"

static const char *joined_name(const struct json *container, const char *option) {
  const char *mode = json_text(container, format("HostConfig.%s", option));
  return starts_with(mode, "container:") ? mode + 10 : NULL;
}

static failure check_one(const struct json *container, const char *option, const char *kind) {
  const char *name = joined_name(container, option);
  struct json *other;
  failure failed;
  if (!name) {
    return NULL;
  }
  other = find_container(name, &failed);
  if (other && is_restarting(other)) {
    failed = format("container %s is restarting, wait until the container is running", name);
  } else if (other && !is_running(other)) {
    failed = format("container %s is not running", name);
  } else if (other && !strcmp(kind, "IPC") &&
             strcmp(json_text(other, "HostConfig.IpcMode"), "shareable")) {
    failed = format(
        "container %s: non-shareable IPC (hint: use IpcMode:shareable for the donor "
        "container)",
        name);
  }
  return failed ? format("failed to join %s namespace: %s", kind, failed) : NULL;
}

failure check_joined(const struct json *container) {
  failure failed = check_one(container, "IpcMode", "IPC");
  return failed ? failed : check_one(container, "PidMode", "PID");
}

int open_joined(const struct json *container, const char *option, const char *kind) {
  const char *name = joined_name(container, option);
  failure failed;
  const struct json *other = name ? find_container(name, &failed) : NULL;
  return other ? open(format("/proc/%lld/ns/%s", json_integer(other, "State.Pid"), kind),
                      O_RDONLY | O_CLOEXEC)
               : -1;
}

/* Whoever is made next has the numbers of that namespace; the caller keeps its own. */
int clone_joined(const struct json *container, unsigned long flags) {
  int other = open_joined(container, "PidMode", "pid"), own = -1, pid;
  if (other >= 0) {
    own = open("/proc/self/ns/pid", O_RDONLY | O_CLOEXEC);
    if (setns(other, CLONE_NEWPID) < 0) {
      return -1;
    }
  }
  pid = (int)syscall(SYS_clone, flags, 0, 0, 0, 0);
  if (pid && own >= 0) {
    setns(own, CLONE_NEWPID);
  }
  if (own >= 0) {
    close(own);
    close(other);
  }
  return pid;
}

static char *memory_of(const struct json *container) {
  return format("%s/mounts/shm", container_folder(container));
}

char *memory_options(const struct json *container) {
  return format("mode=1777,size=%lldk", json_integer(container, "HostConfig.ShmSize") / 1024);
}

/* What is shared lies outside of the container, so that another one can have it, too. */
failure share_memory(const struct json *container) {
  char *place = memory_of(container);
  if (strcmp(json_text(container, "HostConfig.IpcMode"), "shareable")) {
    return NULL;
  }
  return make_folders(place) < 0 || mount("shm", place, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
                                          memory_options(container)) < 0
             ? format("mount %s: %s", place, reason(errno))
             : NULL;
}

void unshare_memory(const struct json *container) {
  if (!strcmp(json_text(container, "HostConfig.IpcMode"), "shareable")) {
    umount2(memory_of(container), MNT_DETACH);
  }
}

/* NULL where it has its own. */
char *shared_memory(const struct json *container) {
  const char *mode = json_text(container, "HostConfig.IpcMode");
  const char *name = joined_name(container, "IpcMode");
  struct stat about;
  failure failed;
  if (name) {
    const struct json *other = find_container(name, &failed);
    return other ? memory_of(other) : NULL;
  }
  if (!strcmp(mode, "host")) {
    return stat("/dev/shm", &about) == 0 ? format("/dev/shm") : NULL;
  }
  return strcmp(mode, "shareable") ? NULL : memory_of(container);
}
