/* unshare(1). */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "namespaces.h"
#include "programs.h"

const struct kind kinds[] = {{"user", "user", 'U', CLONE_NEWUSER},
                             {"cgroup", "cgroup", 'C', CLONE_NEWCGROUP},
                             {"ipc", "ipc", 'i', CLONE_NEWIPC},
                             {"uts", "uts", 'u', CLONE_NEWUTS},
                             {"net", "net", 'n', CLONE_NEWNET},
                             {"pid", "pid", 'p', CLONE_NEWPID},
                             {"mnt", "mount", 'm', CLONE_NEWNS},
                             {"time", "time", 'T', CLONE_NEWTIME},
                             {NULL, NULL, 0, 0}};

void run_command(char **command) {
  char *shell[] = {NULL, NULL};
  const char *path;
  if (!*command) {
    static char name[64];
    path = getenv("SHELL") ? getenv("SHELL") : "/bin/sh";
    snprintf(name, sizeof name, "-%s", last_name(path));
    shell[0] = name;
    execv(path, shell);
  } else {
    path = *command;
    execvp(path, command);
  }
  die(errno == ENOENT ? 127 : 126, "failed to execute %s: %m", path);
}

int end_as(int child) {
  int status;
  while (waitpid(child, &status, WUNTRACED) == child) {
    if (WIFSTOPPED(status)) {
      kill(getpid(), SIGSTOP);
      kill(child, SIGCONT);
    } else if (WIFSIGNALED(status)) {
      signal(WTERMSIG(status), SIG_DFL);
      kill(getpid(), WTERMSIG(status));
      return 128 + WTERMSIG(status);
    } else {
      return WEXITSTATUS(status);
    }
  }
  return 1;
}

static void write_file(const char *path, const char *text) {
  int file = open(path, O_WRONLY);
  if (file < 0) {
    die(1, "cannot open %s: %m", path);
  }
  if (write(file, text, strlen(text)) < 0) {
    die(1, "write failed %s: %m", path);
  }
  close(file);
}

/* Files that namespaces are kept by, one for each kind. */
static const char *kept[8];

/* A child stays outside and mounts them there. */
static int begin_keeping(int *go) {
  int ends[2], i, child, status = 0;
  char path[64], c;
  pid_t parent = getpid();
  if (pipe(ends) < 0 || (child = fork()) < 0) {
    die(1, "fork failed: %m");
  }
  if (child == 0) {
    close(ends[1]);
    if (read(ends[0], &c, 1) < 1) {
      _exit(1);
    }
    for (i = 0; i < 8; i++) {
      snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)parent, kinds[i].name);
      if (kept[i] && mount(path, kept[i], NULL, MS_BIND, NULL) < 0) {
        warn_errno("mount %s on %s failed", path, kept[i]);
        status = 1;
      }
    }
    _exit(status);
  }
  close(ends[0]);
  *go = ends[1];
  return child;
}

static void end_keeping(int child, int go) {
  int status;
  if (write(go, "", 1) < 0 || waitpid(child, &status, 0) < 0 || status) {
    exit(1);
  }
  close(go);
}

struct request {
  int flags, forks, death, user, group, maps, sets_user, sets_group;
  unsigned long propagation;
  const char *proc, *root, *work, *groups, *monotonic, *boot;
};

static void map_ids(const struct request *asked, int user, int group) {
  char text[64];
  if (asked->groups || asked->maps) {
    write_file("/proc/self/setgroups", asked->groups ? asked->groups : "deny");
  }
  if (asked->maps) {
    snprintf(text, sizeof text, "%d %d 1", asked->user, user);
    write_file("/proc/self/uid_map", text);
    snprintf(text, sizeof text, "%d %d 1", asked->group, group);
    write_file("/proc/self/gid_map", text);
  }
}

static void set_clock(const char *clock, const char *seconds) {
  char text[64];
  if (seconds) {
    snprintf(text, sizeof text, "%s %s 0\n", clock, seconds);
    write_file("/proc/self/timens_offsets", text);
  }
}

static void settle(const struct request *asked) {
  if (asked->flags & CLONE_NEWNS && asked->propagation &&
      mount("none", "/", NULL, asked->propagation, NULL) < 0) {
    die(1, "cannot change root filesystem propagation: %m");
  }
}

/* In the process that goes on as the command. */
static void prepare(const struct request *asked) {
  const char *work = asked->work;
  if (asked->death && prctl(PR_SET_PDEATHSIG, asked->death, 0, 0, 0) < 0) {
    die(1, "prctl failed: %m");
  }
  if (asked->root) {
    if (chroot(asked->root) < 0) {
      die(1, "cannot change root directory to '%s': %m", asked->root);
    }
    work = work ? work : "/";
  }
  if (work && chdir(work) < 0) {
    die(1, "cannot chdir to '%s': %m", work);
  }
  if (asked->proc) {
    int same = !asked->root && asked->propagation == (MS_REC | MS_PRIVATE);
    if (!same && mount("none", asked->proc, NULL, MS_PRIVATE | MS_REC, NULL) < 0 &&
        errno != EINVAL) {
      die(1, "cannot change %s filesystem propagation: %m", asked->proc);
    }
    if (mount("proc", asked->proc, "proc", MS_NOSUID | MS_NOEXEC | MS_NODEV, NULL) < 0) {
      die(1, "mount %s failed: %m", asked->proc);
    }
  }
  if (asked->sets_group >= 0 && (setgroups(0, NULL) < 0 || setgid((gid_t)asked->sets_group) < 0)) {
    die(1, "setgid failed: %m");
  }
  if (asked->sets_user >= 0 && setuid((uid_t)asked->sets_user) < 0) {
    die(1, "setuid failed: %m");
  }
}

static int signal_of(const char *name) {
  static const struct {
    const char *name;
    int number;
  } names[] = {{"KILL", SIGKILL}, {"TERM", SIGTERM}, {"HUP", SIGHUP}, {"INT", SIGINT}, {NULL, 0}};
  int i;
  if (!name) {
    return SIGKILL;
  }
  name += strncmp(name, "SIG", 3) == 0 ? 3 : 0;
  for (i = 0; names[i].name; i++) {
    if (strcmp(names[i].name, name) == 0) {
      return names[i].number;
    }
  }
  if (atoi(name) <= 0) {
    die(1, "unknown signal: %s", name);
  }
  return atoi(name);
}

static unsigned long propagation_of(const char *name) {
  static const struct {
    const char *name;
    unsigned long flags;
  } modes[] = {{"slave", MS_REC | MS_SLAVE},
               {"private", MS_REC | MS_PRIVATE},
               {"shared", MS_REC | MS_SHARED},
               {"unchanged", 0}};
  int i;
  for (i = 0; i < 4; i++) {
    if (strcmp(modes[i].name, name) == 0) {
      return modes[i].flags;
    }
  }
  die(1, "unsupported propagation mode: %s", name);
}

enum { PROC = 256, DEATH, PROPAGATION, SETGROUPS, MAP_USER, MAP_GROUP, MONOTONIC, BOOT };

static const struct option options[] = {{"user", 2, NULL, 'U'},
                                        {"cgroup", 2, NULL, 'C'},
                                        {"ipc", 2, NULL, 'i'},
                                        {"uts", 2, NULL, 'u'},
                                        {"net", 2, NULL, 'n'},
                                        {"pid", 2, NULL, 'p'},
                                        {"mount", 2, NULL, 'm'},
                                        {"time", 2, NULL, 'T'},
                                        {"fork", 0, NULL, 'f'},
                                        {"map-root-user", 0, NULL, 'r'},
                                        {"map-current-user", 0, NULL, 'c'},
                                        {"root", 1, NULL, 'R'},
                                        {"wd", 1, NULL, 'w'},
                                        {"setuid", 1, NULL, 'S'},
                                        {"setgid", 1, NULL, 'G'},
                                        {"mount-proc", 2, NULL, PROC},
                                        {"kill-child", 2, NULL, DEATH},
                                        {"propagation", 1, NULL, PROPAGATION},
                                        {"setgroups", 1, NULL, SETGROUPS},
                                        {"map-user", 1, NULL, MAP_USER},
                                        {"map-group", 1, NULL, MAP_GROUP},
                                        {"monotonic", 1, NULL, MONOTONIC},
                                        {"boottime", 1, NULL, BOOT},
                                        {NULL, 0, NULL, 0}};

static int take_kind(struct request *asked, int letter) {
  int i;
  for (i = 0; kinds[i].name; i++) {
    if (kinds[i].letter == letter) {
      asked->flags |= kinds[i].flag;
      kept[i] = optarg;
      return optarg != NULL;
    }
  }
  try_help(1);
}

/* Reads the options; returns whether files keep namespaces. */
static int read_request(struct request *asked, int count, char **arguments) {
  int keeps = 0, option;
  while ((option = getopt_long(count, arguments, "+UCiunpmTfrcR:w:S:G:", options, NULL)) >= 0) {
    switch (option) {
      case 'f':
        asked->forks = 1;
        break;
      case 'R':
        asked->root = optarg;
        break;
      case 'w':
        asked->work = optarg;
        break;
      case 'S':
        asked->sets_user = atoi(optarg);
        break;
      case 'G':
        asked->sets_group = atoi(optarg);
        break;
      case PROC:
        asked->flags |= CLONE_NEWNS;
        asked->proc = optarg ? optarg : "/proc";
        break;
      case DEATH:
        asked->forks = 1;
        asked->death = signal_of(optarg);
        break;
      case PROPAGATION:
        asked->propagation = propagation_of(optarg);
        break;
      case SETGROUPS:
        asked->groups = optarg;
        if (strcmp(optarg, "allow") != 0 && strcmp(optarg, "deny") != 0) {
          die(1, "unsupported --setgroups argument '%s'", optarg);
        }
        break;
      case MONOTONIC:
        asked->monotonic = optarg;
        break;
      case BOOT:
        asked->boot = optarg;
        break;
      case 'r':
      case 'c':
      case MAP_USER:
      case MAP_GROUP:
        asked->flags |= CLONE_NEWUSER;
        asked->maps = 1;
        asked->user = option == 'c' ? (int)geteuid() : asked->user;
        asked->group = option == 'c' ? (int)getegid() : asked->group;
        asked->user = option == MAP_USER ? atoi(optarg) : asked->user;
        asked->group = option == MAP_GROUP ? atoi(optarg) : asked->group;
        break;
      case '?':
        try_help(1);
      default:
        keeps |= take_kind(asked, option);
    }
  }
  return keeps;
}

int unshare_main(int count, char **arguments) {
  struct request asked = {0};
  int user = (int)geteuid(), group = (int)getegid();
  int keeps;
  int keeper = 0, go = 0;
  asked.sets_user = asked.sets_group = -1;
  asked.propagation = MS_REC | MS_PRIVATE;
  keeps = read_request(&asked, count, arguments);
  if (keeps) {
    keeper = begin_keeping(&go);
  }
  if (unshare(asked.flags) < 0) {
    die(1, "unshare failed: %m");
  }
  if (keeps && !(asked.flags & CLONE_NEWPID)) {
    end_keeping(keeper, go);
  }
  set_clock("monotonic", asked.monotonic);
  set_clock("boottime", asked.boot);
  if (asked.forks) {
    pid_t child;
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    child = fork();
    if (child < 0) {
      die(1, "fork failed: %m");
    }
    if (child) {
      if (keeps && asked.flags & CLONE_NEWPID) {
        end_keeping(keeper, go);
      }
      return end_as(child);
    }
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
  }
  map_ids(&asked, user, group);
  settle(&asked);
  prepare(&asked);
  run_command(arguments + optind);
}
