/* The first stage of a container: the new process on its way to the program, fence by fence. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "console.h"
#include "network.h"
#include "settings.h"

#define SAFE (MS_NOSUID | MS_NODEV | MS_NOEXEC)

static int report;

/* Said to whoever waits outside: "R" for what the runtime could not do. */
static void give_up(const char *text) __attribute__((noreturn));
static void give_up(const char *text) {
  dprintf(report, "R%s", text);
  _exit(125);
}

static void require(int result, const char *what) {
  if (result < 0) {
    give_up(format("error during container init: %s: %s", what, reason(errno)));
  }
}

static char *place_in(const char *root, const char *path) {
  char *place = inside(root, path);
  require(place ? 0 : -1, path);
  return place;
}

static void mount_at(const char *root, const char *what, const char *place, const char *type,
                     unsigned long flags, const char *options) {
  char *path = place_in(root, place);
  make_folders(path);
  require(mount(what, path, type, flags, options),
          format("error mounting \"%s\" to rootfs at \"%s\"", what, place));
}

static void make_device(const char *root, const char *name, int major, int minor) {
  char *path = format("%s/%s", place_in(root, "/dev"), name);
  require(mknod(path, S_IFCHR | 0666, makedev(major, minor)), path);
}

/* Those of --device, at their places in the container. */
static void make_own_devices(const struct json *host, const char *root) {
  const struct json *all = json_get(host, "Devices");
  int i;
  for (i = 0; all && i < all->count; i++) {
    char *path = place_in(root, json_text(all->values[i], "PathInContainer"));
    struct stat about;
    require(stat(json_text(all->values[i], "PathOnHost"), &about),
            json_text(all->values[i], "PathOnHost"));
    make_folders(format("%.*s", (int)(strrchr(path, '/') - path), path));
    if (access(path, F_OK) < 0) {
      require(mknod(path, about.st_mode, about.st_rdev), path);
    }
  }
}

static void make_devices(const char *root) {
  static const char *const links[][2] = {{"/proc/self/fd", "fd"},
                                         {"/proc/self/fd/0", "stdin"},
                                         {"/proc/self/fd/1", "stdout"},
                                         {"/proc/self/fd/2", "stderr"},
                                         {"pts/ptmx", "ptmx"}};
  mode_t before = umask(0);
  int i;
  make_device(root, "null", 1, 3);
  make_device(root, "zero", 1, 5);
  make_device(root, "full", 1, 7);
  make_device(root, "random", 1, 8);
  make_device(root, "urandom", 1, 9);
  make_device(root, "tty", 5, 0);
  umask(before);
  for (i = 0; i < 5; i++) {
    require(symlink(links[i][0], format("%s/%s", place_in(root, "/dev"), links[i][1])),
            links[i][1]);
  }
}

/* A file or folder of the host's; with a second mount for what a first one cannot say. */
static void bind_mount(const char *root, const char *from, const char *to, int writes) {
  char *place = place_in(root, to);
  struct stat about;
  if (stat(from, &about) == 0 && !S_ISDIR(about.st_mode) && access(place, F_OK) < 0) {
    char *folder = format("%s", place);
    *strrchr(folder, '/') = 0;
    make_folders(folder);
    close(open(place, O_WRONLY | O_CREAT | O_CLOEXEC, 0755));
  } else if (S_ISDIR(about.st_mode)) {
    make_folders(place);
  }
  require(mount(from, place, NULL, MS_BIND | MS_REC, NULL),
          format("error mounting \"%s\" to rootfs at \"%s\"", from, to));
  if (!writes) {
    require(mount(NULL, place, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL), place);
  }
}

static void mount_all(const struct json *container, const char *root) {
  const struct json *mounts = json_get(container, "Mounts");
  const struct json *tmpfs = json_get(container, "HostConfig.Tmpfs");
  int i, privileged = json_truth(container, "HostConfig.Privileged");
  mount_at(root, "proc", "/proc", "proc", SAFE, NULL);
  mount_at(root, "tmpfs", "/dev", "tmpfs", MS_NOSUID, "size=65536k,mode=755");
  make_devices(root);
  make_own_devices(json_get(container, "HostConfig"), root);
  mount_at(root, "devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
           "newinstance,ptmxmode=0666,mode=0620,gid=5");
  mount_at(root, "sysfs", "/sys", "sysfs", SAFE | (privileged ? 0 : MS_RDONLY), NULL);
  mount_at(root, "cgroup", "/sys/fs/cgroup", "cgroup2", SAFE | (privileged ? 0 : MS_RDONLY), NULL);
  mount_at(root, "mqueue", "/dev/mqueue", "mqueue", SAFE, NULL);
  if (shared_memory(container)) {
    bind_mount(root, shared_memory(container), "/dev/shm", 1);
  } else if (strcmp(json_text(container, "HostConfig.IpcMode"), "none")) {
    mount_at(root, "shm", "/dev/shm", "tmpfs", SAFE, memory_options(container));
  }
  bind_mount(root, json_text(container, "ResolvConfPath"), "/etc/resolv.conf", 1);
  bind_mount(root, json_text(container, "HostnamePath"), "/etc/hostname", 1);
  bind_mount(root, json_text(container, "HostsPath"), "/etc/hosts", 1);
  if (json_truth(container, "HostConfig.Init")) {
    bind_mount(root, "/usr/bin/docker", INIT_PLACE, 0);
  }
  for (i = 0; mounts && i < mounts->count; i++) {
    const struct json *one = mounts->values[i];
    bind_mount(root, json_text(one, "Source"), json_text(one, "Destination"),
               json_truth(one, "RW"));
  }
  for (i = 0; tmpfs && i < tmpfs->count; i++) {
    mount_at(root, "tmpfs", tmpfs->names[i], "tmpfs", SAFE, tmpfs->values[i]->text);
  }
}

/* What of the kernel's own files may be read and not written, and what may not even be read. */
static void cover_kernel_files(const struct json *host) {
  static const char *const lists[] = {"ReadonlyPaths", "MaskedPaths"};
  int list, i;
  for (list = 0; list < 2; list++) {
    const struct json *paths = json_get(host, lists[list]);
    for (i = 0; paths && i < paths->count; i++) {
      const char *path = paths->values[i]->text;
      struct stat about;
      if (stat(path, &about) < 0) {
        continue;
      }
      if (list == 0) {
        require(mount(path, path, NULL, MS_BIND | MS_REC, NULL), path);
        require(mount(NULL, path, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | SAFE, NULL), path);
      } else if (S_ISDIR(about.st_mode)) {
        require(mount("tmpfs", path, "tmpfs", MS_RDONLY, NULL), path);
      } else {
        require(mount("/dev/null", path, NULL, MS_BIND, NULL), path);
      }
    }
  }
}

static void change_root(const char *root) {
  int old = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  require(old, "open /");
  require(chdir(root), root);
  require((int)syscall(SYS_pivot_root, ".", "."), "pivot_root");
  require(fchdir(old), "fchdir");
  require(mount(NULL, ".", NULL, MS_SLAVE | MS_REC, NULL), "mount .");
  require(umount2(".", MNT_DETACH), "umount .");
  require(chdir("/"), "chdir /");
  close(old);
}

static char **words_of(const struct json *container) {
  const struct json *rest = json_get(container, "Args");
  int i, count = rest ? rest->count : 0;
  char **all = allocate((size_t)(count + 4) * sizeof *all), **words = all;
  if (json_truth(container, "HostConfig.Init")) {
    *words++ = (char *)INIT_PLACE;
    *words++ = (char *)"--";
  }
  words[0] = format("%s", json_text(container, "Path"));
  for (i = 0; i < count; i++) {
    words[i + 1] = rest->values[i]->text;
  }
  words[count + 1] = NULL;
  return all;
}

int begin_stage(void *given) {
  struct stage *stage = given;
  const struct json *container = stage->container, *host = json_get(container, "HostConfig");
  failure problem;
  char c;
  report = stage->report;
  setsid();
  if (read(stage->go, &c, 1) < 1) {
    _exit(125);
  }
  close(stage->go);
  if (strcmp(json_text(host, "CgroupnsMode"), "host") != 0) {
    require(unshare(CLONE_NEWCGROUP), "unshare");
  }
  if (strcmp(json_text(host, "UTSMode"), "host") != 0) {
    const char *name = json_text(container, "Config.Hostname");
    const char *domain = json_text(container, "Config.Domainname");
    require(sethostname(name, strlen(name)), "sethostname");
    if (*domain) {
      require(setdomainname(domain, strlen(domain)), "setdomainname");
    }
  }
  if (stage->network >= 0) {
    require(setns(stage->network, CLONE_NEWNET), "setns");
  }
  if (stage->ipc >= 0) {
    require(setns(stage->ipc, CLONE_NEWIPC), "setns");
  }
  if (has_own_network(container)) {
    require(raise_loopback(), "raise lo");
  }
  require(mount(NULL, "/", NULL, MS_SLAVE | MS_REC, NULL), "mount /");
  require(mount(stage->root, stage->root, NULL, MS_BIND | MS_REC, NULL), "mount root");
  mount_all(container, stage->root);
  change_root(stage->root);
  if (stage->door >= 0) {
    problem = open_console(stage->door, json_get(host, "ConsoleSize"), 1);
    if (problem) {
      give_up(format("error during container init: %s", problem));
    }
  }
  problem = set_sysctls(host);
  if (problem) {
    give_up(format("error during container init: %s", problem));
  }
  if (json_integer(host, "OomScoreAdj")) {
    require(write_file("/proc/self/oom_score_adj",
                       format("%lld", json_integer(host, "OomScoreAdj")), 0644),
            "oom_score_adj");
  }
  if (!json_truth(host, "Privileged")) {
    cover_kernel_files(host);
  }
  make_folders(json_text(container, "Config.WorkingDir"));
  if (json_truth(host, "ReadonlyRootfs")) {
    require(mount(NULL, "/", NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL), "mount / read-only");
  }
  become_program(json_get(container, "Config"), host, words_of(container), report);
}
