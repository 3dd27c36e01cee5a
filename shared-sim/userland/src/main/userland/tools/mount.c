/* mount(8), umount(8) and pivot_root(8). */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mountinfo.h"
#include "programs.h"

#define KINDS (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE)
#define SAFETY (MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)

static unsigned long flags, cleared;
static char own[1024]; /* options of the file system */
static int is_verbose;

static const struct word {
  const char *name;
  unsigned long set, clear;
} words[] = {{"ro", MS_RDONLY, 0},
             {"rw", 0, MS_RDONLY},
             {"nosuid", MS_NOSUID, 0},
             {"suid", 0, MS_NOSUID},
             {"nodev", MS_NODEV, 0},
             {"dev", 0, MS_NODEV},
             {"noexec", MS_NOEXEC, 0},
             {"exec", 0, MS_NOEXEC},
             {"noatime", MS_NOATIME, 0},
             {"atime", 0, MS_NOATIME},
             {"nodiratime", MS_NODIRATIME, 0},
             {"relatime", MS_RELATIME, 0},
             {"norelatime", 0, MS_RELATIME},
             {"strictatime", MS_STRICTATIME, 0},
             {"remount", MS_REMOUNT, 0},
             {"bind", MS_BIND, 0},
             {"rbind", MS_BIND | MS_REC, 0},
             {"move", MS_MOVE, 0},
             {"defaults", 0, SAFETY},
             {"private", MS_PRIVATE, 0},
             {"rprivate", MS_PRIVATE | MS_REC, 0},
             {"shared", MS_SHARED, 0},
             {"rshared", MS_SHARED | MS_REC, 0},
             {"slave", MS_SLAVE, 0},
             {"rslave", MS_SLAVE | MS_REC, 0},
             {"unbindable", MS_UNBINDABLE, 0},
             {"runbindable", MS_UNBINDABLE | MS_REC, 0},
             {NULL, 0, 0}};

static int take_word(const char *name) {
  const struct word *word = words;
  while (word->name && strcmp(word->name, name) != 0) {
    word++;
  }
  flags = (flags | word->set) & ~word->clear;
  cleared = (cleared | word->clear) & ~word->set;
  return word->name != NULL;
}

static void take_options(char *list) {
  char *name = strtok(list, ",");
  for (; name; name = strtok(NULL, ",")) {
    if (!take_word(name) && strlen(own) + strlen(name) + 2 < sizeof own) {
      strcat(own, *own ? "," : "");
      strcat(own, name);
    }
  }
}

static int list_mounts(const char *type) {
  int count, i;
  struct mount_line *all = read_mounts("/proc/self/mountinfo", &count);
  for (i = 0; i < count; i++) {
    if (!type || has_word(type, all[i].type)) {
      printf("%s on %s type %s (%s)\n", all[i].source, all[i].target, all[i].type,
             all_options(&all[i]));
    }
  }
  return 0;
}

static char *full_name(const char *path) {
  char *full = realpath(path, NULL);
  return full ? full : strcpy(allocate(strlen(path) + 1), path);
}

static int refuse(const char *target, const char *format, const char *name) {
  fflush(stdout);
  fprintf(stderr, "mount: %s: ", target);
  fprintf(stderr, format, name);
  fputs(".\n       dmesg(1) may have more information after failed mount system call.\n", stderr);
  return 32;
}

static const char *const tmpfs_words[] = {"size", "nr_blocks", "nr_inodes", "mode", "uid",
                                          "gid",  "inode64",   "inode32",   NULL};
static const char *const overlay_words[] = {"lowerdir", "upperdir", "workdir", "redirect_dir",
                                            "index",    "metacopy", "xino",    "nfs_export",
                                            "uuid",     "volatile", NULL};

/* What the file system does not know, or of which value, as the kernel's log would name it; null
   where that cannot be told. */
static const char *unknown_option(const char *type) {
  int is_overlay = strcmp(type, "overlay") == 0;
  static char text[256];
  char list[sizeof own];
  char *name;
  *text = 0;
  strcpy(list, own);
  for (name = strtok(list, ","); name; name = strtok(NULL, ",")) {
    const char *const *known = is_overlay ? overlay_words : tmpfs_words;
    size_t length = strcspn(name, "=");
    while (*known && (strlen(*known) != length || strncmp(name, *known, length) != 0)) {
      known++;
    }
    if (!*known || !is_overlay) {
      snprintf(text, sizeof text, "%s: %s '%.*s'", type,
               *known ? "Bad value for" : "Unknown parameter", (int)length, name);
    }
    if (!*known) {
      return text;
    }
  }
  return *text ? text : NULL;
}

static int explain(int error, const char *source, const char *target, const char *type) {
  struct stat status;
  switch (error) {
    case EPERM:
      return refuse(target, geteuid() ? "must be superuser to use mount" : "permission denied", "");
    case ENOENT:
      if (lstat(target, &status) < 0) {
        return refuse(target, "mount point does not exist", "");
      }
      if (stat(target, &status) < 0) {
        return refuse(target, "mount point is a symbolic link to nowhere", "");
      }
      return refuse(target, "special device %s does not exist", source);
    case EBUSY:
      return refuse(target, "%s already mounted or mount point busy", source);
    case ENODEV:
      return refuse(target, "unknown filesystem type '%s'", type);
    case EINVAL:
      if (flags & MS_REMOUNT) {
        return refuse(target, "mount point not mounted or bad option", "");
      }
      if (flags & KINDS && !(flags & (MS_BIND | MS_MOVE))) {
        return refuse(target, "not mount point or bad option", "");
      }
      if (*own && !(flags & (MS_BIND | MS_MOVE)) && unknown_option(type)) {
        return refuse(target, "fsconfig() failed: %s", unknown_option(type));
      }
      /* fall through */
    case ENOTDIR:
      return refuse(target,
                    "wrong fs type, bad option, bad superblock on %s, missing codepage or helper "
                    "program, or other error",
                    source);
    default:
      return refuse(target, "mount(2) system call failed: %s", strerror(error));
  }
}

/* A new mount of what is mounted there already is the same as seeing it once more. */
static int mount_again(const char *target, const char *type) {
  int count;
  struct mount_line *all = read_mounts("/proc/self/mountinfo", &count);
  while (count-- > 0) {
    if (strcmp(all[count].target, target) == 0) {
      return strcmp(all[count].type, type) != 0 || mount(target, target, NULL, MS_BIND, NULL) < 0
                 ? -1
                 : mount(NULL, target, NULL, MS_REMOUNT | MS_BIND | (flags & SAFETY), NULL);
    }
  }
  return -1;
}

/* What is not said stays as it is. */
static unsigned long flags_before(const char *target) {
  unsigned long before = 0;
  int count;
  struct mount_line *all = read_mounts("/proc/self/mountinfo", &count);
  while (count-- > 0) {
    if (strcmp(all[count].target, target) == 0) {
      const struct word *word;
      for (word = words; word->name; word++) {
        before |= word->set & SAFETY && has_word(all[count].options, word->name) ? word->set : 0;
      }
      return before & ~cleared;
    }
  }
  return 0;
}

static int make(char *source, const char *target, const char *type) {
  unsigned long kinds = flags & KINDS;
  unsigned long recursive = flags & MS_REC;
  unsigned long call = flags & ~KINDS;
  if (flags & MS_REMOUNT) {
    call |= flags_before(target);
  }
  if (flags & (MS_BIND | MS_MOVE) && !(flags & MS_REMOUNT)) {
    unsigned long safety = flags & (SAFETY | MS_NOATIME | MS_NODIRATIME);
    if (mount(source, target, NULL, call & (MS_BIND | MS_MOVE | MS_REC), NULL) < 0) {
      return explain(errno, source, target, type);
    }
    if (safety && mount(NULL, target, NULL, MS_REMOUNT | MS_BIND | safety, NULL) < 0) {
      return explain(errno, source, target, type);
    }
  } else if (call & ~MS_REC || !kinds) {
    int result = mount(source, target, type, call & ~MS_REC, own);
    if (result < 0 && errno == EBUSY && !(flags & MS_REMOUNT)) {
      result = mount_again(target, type);
      errno = EBUSY;
    }
    if (result < 0) {
      return explain(errno, source, target, type);
    }
  }
  if (kinds && mount("none", target, NULL, kinds | recursive, NULL) < 0) {
    return explain(errno, source, target, type);
  }
  if (is_verbose && source) {
    printf("mount: %s mounted on %s.\n", source, target);
  }
  return 0;
}

/* Whether every user is itself, as in the first namespace. */
static int is_first_namespace(void) {
  FILE *map = fopen("/proc/self/uid_map", "r");
  unsigned inside = 1, outside = 1, count = 0;
  int read = map ? fscanf(map, "%u %u %u", &inside, &outside, &count) : 0;
  if (map) {
    fclose(map);
  }
  return read < 3 || count == 4294967295u;
}

/* Without a type the file system would have to be on a device, and there are none. */
static int need_device(const char *source, const char *target) {
  struct stat status;
  if (lstat(target, &status) < 0) {
    return refuse(target, "mount point does not exist", "");
  }
  if (stat(source, &status) == 0 && S_ISBLK(status.st_mode)) {
    return explain(EPERM, source, target, "");
  }
  if (geteuid() || !is_first_namespace()) {
    return explain(EPERM, source, target, "");
  }
  return refuse(target, "fsconfig() failed: %s: Can't lookup blockdev", source);
}

int mount_main(int count, char **arguments) {
  static const struct option options[] = {{"bind", 0, NULL, 'B'},
                                          {"rbind", 0, NULL, 'R'},
                                          {"move", 0, NULL, 'M'},
                                          {"types", 1, NULL, 't'},
                                          {"options", 1, NULL, 'o'},
                                          {"read-only", 0, NULL, 'r'},
                                          {"rw", 0, NULL, 'w'},
                                          {"verbose", 0, NULL, 'v'},
                                          {"no-mtab", 0, NULL, 'n'},
                                          {"source", 1, NULL, 1},
                                          {"target", 1, NULL, 2},
                                          {"make-shared", 0, NULL, 10},
                                          {"make-slave", 0, NULL, 11},
                                          {"make-private", 0, NULL, 12},
                                          {"make-unbindable", 0, NULL, 13},
                                          {"make-rshared", 0, NULL, 14},
                                          {"make-rslave", 0, NULL, 15},
                                          {"make-rprivate", 0, NULL, 16},
                                          {"make-runbindable", 0, NULL, 17},
                                          {NULL, 0, NULL, 0}};
  static const char *const kinds[] = {"shared",  "slave",  "private",  "unbindable",
                                      "rshared", "rslave", "rprivate", "runbindable"};
  char *source = NULL, *target = NULL, *type = NULL;
  int guessed, by_option = 0, option;
  while ((option = getopt_long(count, arguments, "BRMt:o:rwvn", options, NULL)) >= 0) {
    switch (option) {
      case 'B':
        by_option = take_word("bind");
        break;
      case 'R':
        by_option = take_word("rbind");
        break;
      case 'M':
        by_option = take_word("move");
        break;
      case 't':
        type = optarg;
        break;
      case 'o':
        take_options(optarg);
        break;
      case 'r':
        take_word("ro");
        break;
      case 'w':
        take_word("rw");
        break;
      case 'v':
        is_verbose = 1;
        break;
      case 'n':
        break;
      case 1:
        source = optarg;
        break;
      case 2:
        target = optarg;
        break;
      case '?':
        try_help(1);
      default:
        take_word(kinds[option - 10]);
    }
  }
  arguments += optind;
  count -= optind;
  if (count == 0 && !source && !target) {
    return list_mounts(type);
  }
  source = count > 1 ? *arguments++ : source;
  target = count > 0 ? *arguments : target;
  if (!source && !(flags & (MS_REMOUNT | KINDS))) {
    if (by_option) {
      fprintf(stderr, "mount: %s: mount failed: Invalid argument.\n", full_name(target));
    } else {
      fprintf(stderr, "mount: %s: can't find in /etc/fstab.\n", target);
    }
    return 1;
  }
  target = full_name(target);
  guessed = !type || strncmp(type, "no", 2) == 0 || strcmp(type, "auto") == 0;
  if (source && (guessed || flags & (MS_BIND | MS_MOVE))) {
    source = full_name(source);
  }
  if (guessed && !(flags & (MS_BIND | MS_MOVE | MS_REMOUNT | KINDS))) {
    return need_device(source, target);
  }
  return make(source, target, type ? type : "none");
}

/* What is mounted at a place, or nothing. */
static const char *source_of(const char *target) {
  int count;
  struct mount_line *all = read_mounts("/proc/self/mountinfo", &count);
  while (count-- > 0) {
    if (strcmp(all[count].target, target) == 0) {
      return all[count].source;
    }
  }
  return "none";
}

static int unmount_one(const char *path, int how, int quiet) {
  char *target = full_name(path);
  const char *reason = "not mounted";
  const char *source = is_verbose ? source_of(target) : "";
  if (umount2(target, how) == 0) {
    if (is_verbose) {
      printf("umount: %s (%s) unmounted\n", target, source);
    }
    return 0;
  }
  switch (errno) {
    case ENOENT:
      reason = "no mount point specified";
      break;
    case EBUSY:
      reason = "target is busy";
      break;
    case EPERM:
      reason = "must be superuser to unmount";
      break;
    case EINVAL:
      target = (char *)path;
      break;
    default:
      reason = strerror(errno);
  }
  if (!quiet || errno != EINVAL) {
    fprintf(stderr, "umount: %s: %s.\n", target, reason);
  }
  return 32;
}

/* With all that is below it, the last first. */
static int unmount_all(const char *path, int how) {
  int count;
  struct mount_line *all = read_mounts("/proc/self/mountinfo", &count);
  char *top = full_name(path);
  size_t length = strlen(top);
  int found = 0;
  while (count-- > 0) {
    const char *target = all[count].target;
    if (strncmp(target, top, length) == 0 && (!target[length] || target[length] == '/')) {
      int status = unmount_one(target, how, 0);
      found = 1;
      if (status) {
        return status;
      }
    }
  }
  if (!found) {
    fprintf(stderr, "umount: %s: not mounted\n", path);
  }
  return !found;
}

int umount_main(int count, char **arguments) {
  static const struct option options[] = {{"lazy", 0, NULL, 'l'},      {"force", 0, NULL, 'f'},
                                          {"recursive", 0, NULL, 'R'}, {"quiet", 0, NULL, 'q'},
                                          {"verbose", 0, NULL, 'v'},   {NULL, 0, NULL, 0}};
  int how = 0, all = 0, quiet = 0, status = 0, option;
  while ((option = getopt_long(count, arguments, "lfRqvn", options, NULL)) >= 0) {
    switch (option) {
      case 'l':
        how |= MNT_DETACH;
        break;
      case 'f':
        how |= MNT_FORCE;
        break;
      case 'R':
        all = 1;
        break;
      case 'q':
        quiet = 1;
        break;
      case 'v':
        is_verbose = 1;
        break;
      case 'n':
        break;
      default:
        try_help(1);
    }
  }
  if (optind == count) {
    warn("bad usage");
    try_help(1);
  }
  for (; optind < count; optind++) {
    const char *path = arguments[optind];
    int one = all ? unmount_all(path, how) : unmount_one(path, how, quiet);
    status = one ? one : status;
  }
  return status;
}

int pivot_root_main(int count, char **arguments) {
  if (count != 3) {
    warn("bad usage");
    try_help(1);
  }
  if (pivot_root(arguments[1], arguments[2]) < 0) {
    die(1, "failed to change root from `%s' to `%s': %m", arguments[1], arguments[2]);
  }
  return 0;
}
