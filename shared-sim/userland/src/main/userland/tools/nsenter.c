/* nsenter(1). */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <grp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "namespaces.h"
#include "programs.h"

static const char *target;
static int opened[8] = {-1, -1, -1, -1, -1, -1, -1, -1};

static int open_of(const char *what) {
  char path[64];
  int file;
  if (!target) {
    die(1, "no target PID specified");
  }
  snprintf(path, sizeof path, "/proc/%s/%s", target, what);
  file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == EACCES) {
    errno = EPERM;
    die(1, "reassociate to namespaces failed: %m");
  }
  if (file < 0) {
    die(1, "cannot open %s: %m", path);
  }
  return file;
}

static int open_named(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    die(1, "cannot open %s: %m", path);
  }
  return file;
}

static int open_kind(int i) {
  char name[32];
  snprintf(name, sizeof name, "ns/%s", kinds[i].name);
  return open_of(name);
}

/* All that the target has and we have not. */
static void open_others(void) {
  int i;
  for (i = 0; kinds[i].name; i++) {
    char path[64], theirs[64], ours[64];
    ssize_t length;
    if (!target) {
      die(1, "no target PID specified");
    }
    snprintf(path, sizeof path, "/proc/self/ns/%s", kinds[i].name);
    length = readlink(path, ours, sizeof ours - 1);
    ours[length < 0 ? 0 : length] = 0;
    snprintf(path, sizeof path, "/proc/%s/ns/%s", target, kinds[i].name);
    length = readlink(path, theirs, sizeof theirs - 1);
    theirs[length < 0 ? 0 : length] = 0;
    if (opened[i] < 0 && strcmp(ours, theirs) != 0) {
      opened[i] = open_kind(i);
    }
  }
}

/* A namespace of users can give the right to the others, or take it away: both ways are tried. */
static void enter(const char *const *files) {
  int round, i;
  for (round = 0; round < 2; round++) {
    for (i = 0; kinds[i].name; i++) {
      if (opened[i] >= 0 && setns(opened[i], kinds[i].flag) == 0) {
        close(opened[i]);
        opened[i] = -1;
      } else if (opened[i] >= 0 && round) {
        if (files[i]) {
          die(1, "reassociate to namespace 'ns/%s' failed: %m", kinds[i].name);
        }
        die(1, "reassociate to namespaces failed: %m");
      }
    }
  }
}

enum { KEEP = 256 };

static const struct option options[] = {
    {"user", 2, NULL, 'U'},    {"cgroup", 2, NULL, 'C'},
    {"ipc", 2, NULL, 'i'},     {"uts", 2, NULL, 'u'},
    {"net", 2, NULL, 'n'},     {"pid", 2, NULL, 'p'},
    {"mount", 2, NULL, 'm'},   {"time", 2, NULL, 'T'},
    {"all", 0, NULL, 'a'},     {"target", 1, NULL, 't'},
    {"root", 2, NULL, 'r'},    {"wd", 2, NULL, 'w'},
    {"setuid", 1, NULL, 'S'},  {"setgid", 1, NULL, 'G'},
    {"no-fork", 0, NULL, 'F'}, {"preserve-credentials", 0, NULL, KEEP},
    {NULL, 0, NULL, 0}};

struct request {
  int wanted[8], all, stays, keeps, user, group, root, work;
  const char *files[8], *root_path, *work_path;
};

static void read_request(struct request *asked, int count, char **arguments) {
  int option, i;
  while ((option = getopt_long(count, arguments, "+U::C::i::u::n::p::m::T::at:r::w::S:G:F", options,
                               NULL)) >= 0) {
    switch (option) {
      case 'a':
        asked->all = 1;
        break;
      case 't':
        target = optarg;
        if (!*target || target[strspn(target, "0123456789")]) {
          die(1, "failed to parse pid: '%s'", target);
        }
        break;
      case 'F':
        asked->stays = 1;
        break;
      case 'S':
        asked->user = atoi(optarg);
        break;
      case 'G':
        asked->group = atoi(optarg);
        break;
      case KEEP:
        asked->keeps = 1;
        break;
      case 'r':
        asked->root = 1;
        asked->root_path = optarg;
        break;
      case 'w':
        asked->work = 1;
        asked->work_path = optarg;
        break;
      case '?':
        try_help(1);
      default:
        for (i = 0; kinds[i].name && kinds[i].letter != option; i++) {
        }
        asked->wanted[i] = 1;
        asked->files[i] = optarg;
    }
  }
}

static void change_ids(const struct request *asked, int users) {
  if (asked->keeps) {
    return;
  }
  if (users) {
    setgroups(0, NULL); /* refused where a map denies it */
  }
  if ((users || asked->group >= 0) && setgid((gid_t)(asked->group < 0 ? 0 : asked->group)) < 0) {
    die(1, "setgid() failed: %m");
  }
  if ((users || asked->user >= 0) && setuid((uid_t)(asked->user < 0 ? 0 : asked->user)) < 0) {
    die(1, "setuid() failed: %m");
  }
}

int nsenter_main(int count, char **arguments) {
  struct request asked = {{0}, 0, 0, 0, -1, -1, 0, 0, {NULL}, NULL, NULL};
  int root = -1, work = -1, any = 0, forks, users, i;
  read_request(&asked, count, arguments);
  for (i = 0; kinds[i].name; i++) {
    if (asked.wanted[i]) {
      opened[i] = asked.files[i] ? open_named(asked.files[i]) : open_kind(i);
    }
    any |= asked.wanted[i];
  }
  if (asked.all) {
    open_others();
  }
  if (!any && !asked.all && !asked.root && !asked.work) {
    die(1, "no namespace specified");
  }
  if (asked.root) {
    root = asked.root_path ? open_named(asked.root_path) : open_of("root");
  }
  if (asked.work) {
    work = asked.work_path ? open_named(asked.work_path) : open_of("cwd");
  }
  users = opened[0] >= 0;
  forks = opened[5] >= 0 && !asked.stays;
  enter(asked.files);
  if (root >= 0) {
    if (work < 0) {
      work = open_named(".");
    }
    if (fchdir(root) < 0 || chroot(".") < 0) {
      die(1, "chroot failed: %m");
    }
  }
  if (work >= 0 && fchdir(work) < 0) {
    die(1, "change directory by working directory file descriptor failed: %m");
  }
  if (forks) {
    pid_t child = fork();
    if (child < 0) {
      die(1, "fork failed: %m");
    }
    if (child) {
      return end_as(child);
    }
  }
  change_ids(&asked, users);
  run_command(arguments + optind);
}
