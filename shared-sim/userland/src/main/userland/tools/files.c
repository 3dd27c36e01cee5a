/* Programs that make, change and remove files. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

static struct {
  int recursive, force, directories, parents;
} how;

static int remove_path(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0) {
    if (!how.force || errno != ENOENT) {
      warn_errno("cannot remove '%s'", path);
      return 1;
    }
    return 0;
  }
  if (S_ISDIR(status.st_mode) && !how.recursive && !how.directories) {
    errno = EISDIR;
    warn_errno("cannot remove '%s'", path);
    return 1;
  }
  if (S_ISDIR(status.st_mode) && how.recursive) {
    DIR *directory = opendir(path);
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL) {
      if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
        char *below = join_path(path, entry->d_name);
        remove_path(below);
        free(below);
      }
    }
    if (directory) {
      closedir(directory);
    }
  }
  if ((S_ISDIR(status.st_mode) ? rmdir : unlink)(path) < 0) {
    warn_errno("cannot remove '%s'", path);
    return 1;
  }
  return 0;
}

int rm_main(int count, char **arguments) {
  int option;
  int i;
  while ((option = getopt(count, arguments, "rRfdi")) != -1) {
    switch (option) {
      case 'r':
      case 'R':
        how.recursive = 1;
        break;
      case 'f':
        how.force = 1;
        break;
      case 'd':
        how.directories = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (optind == count && !how.force) {
    missing_operand();
  }
  for (i = optind; i < count; i++) {
    const char *last = last_name(arguments[i]);
    if (strcmp(last, ".") == 0 || strcmp(last, "..") == 0) {
      warn("refusing to remove '.' or '..' directory: skipping '%s'", arguments[i]);
    } else {
      remove_path(arguments[i]);
    }
  }
  return tool_status;
}

int rmdir_main(int count, char **arguments) {
  int i;
  int option;
  while ((option = getopt(count, arguments, "p")) != -1) {
    if (option == '?') {
      try_help(1);
    }
    how.parents = 1;
  }
  if (optind == count) {
    missing_operand();
  }
  for (i = optind; i < count; i++) {
    char *path = strdup(arguments[i]);
    char *slash;
    do {
      if (rmdir(path) < 0) {
        warn_errno("failed to remove '%s'", path);
        break;
      }
      slash = strrchr(path, '/');
      if (slash) {
        *slash = 0;
      }
    } while (how.parents && slash && *path);
    free(path);
  }
  return tool_status;
}

static void make_parents(char *path) {
  char *slash = path;
  while ((slash = strchr(slash + 1, '/')) != NULL) {
    *slash = 0;
    mkdir(path, 0777);
    *slash = '/';
  }
}

int mkdir_main(int count, char **arguments) {
  const char *text = NULL;
  int option;
  int i;
  while ((option = getopt(count, arguments, "pm:")) != -1) {
    if (option == 'p') {
      how.parents = 1;
    } else if (option == 'm') {
      text = optarg;
    } else {
      try_help(1);
    }
  }
  if (optind == count) {
    missing_operand();
  }
  for (i = optind; i < count; i++) {
    int mode = text ? parse_mode(text, 0777, 1) : 0777;
    struct stat status;
    if (mode < 0) {
      die(1, "invalid mode '%s'", text);
    }
    if (how.parents) {
      make_parents(arguments[i]);
    }
    if (mkdir(arguments[i], 0777) < 0) {
      int error = errno;
      if (!how.parents || stat(arguments[i], &status) < 0 || !S_ISDIR(status.st_mode)) {
        errno = error;
        warn_errno("cannot create directory '%s'", arguments[i]);
      }
    } else if (text) {
      chmod(arguments[i], (mode_t)mode);
    }
  }
  return tool_status;
}

int mkfifo_main(int count, char **arguments) {
  int i;
  if (count < 2) {
    missing_operand();
  }
  for (i = 1; i < count; i++) {
    if (mkfifo(arguments[i], 0666) < 0) {
      warn_errno("cannot create fifo '%s'", arguments[i]);
    }
  }
  return tool_status;
}

int touch_main(int count, char **arguments) {
  struct timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  int create = 1;
  int option;
  int i;
  while ((option = getopt(count, arguments, "camd:")) != -1) {
    switch (option) {
      case 'c':
        create = 0;
        break;
      case 'a':
        times[1].tv_nsec = UTIME_OMIT;
        break;
      case 'm':
        times[0].tv_nsec = UTIME_OMIT;
        break;
      case 'd':
        times[0].tv_sec = times[1].tv_sec = read_date(optarg);
        if (times[0].tv_sec == -1 && strcmp(optarg, "@-1")) {
          die(1, "invalid date format '%s'", optarg);
        }
        times[0].tv_nsec = times[1].tv_nsec = 0;
        break;
      default:
        try_help(1);
    }
  }
  if (optind == count) {
    warn("missing file operand");
    try_help(1);
  }
  for (i = optind; i < count; i++) {
    int refused = 0;
    if (create) {
      int file = open(arguments[i], O_WRONLY | O_CREAT | O_NONBLOCK, 0666);
      if (file >= 0) {
        close(file);
      } else if (errno != EISDIR && errno != EACCES) {
        warn_errno("cannot touch '%s'", arguments[i]);
        continue;
      } else {
        refused = errno;
      }
    }
    if (utimensat(AT_FDCWD, arguments[i], times, 0) < 0 && (create || errno != ENOENT)) {
      errno = refused && refused != EISDIR ? refused : errno;
      warn_errno(create ? "cannot touch '%s'" : "setting times of '%s'", arguments[i]);
    }
  }
  return tool_status;
}

/* A path and, with -R, all below it. */
static void each_below(const char *path, void (*act)(const char *, const struct stat *)) {
  struct stat status;
  if (lstat(path, &status) < 0) {
    warn_errno("cannot access '%s'", path);
    return;
  }
  act(path, &status);
  if (how.recursive && S_ISDIR(status.st_mode)) {
    DIR *directory = opendir(path);
    struct dirent *entry;
    while (directory && (entry = readdir(directory)) != NULL) {
      if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
        char *below = join_path(path, entry->d_name);
        each_below(below, act);
        free(below);
      }
    }
    if (directory) {
      closedir(directory);
    }
  }
}

static const char *wanted_mode;

static void change_mode(const char *path, const struct stat *status) {
  int mode;
  if (S_ISLNK(status->st_mode) && how.recursive) {
    return;
  }
  mode = parse_mode(wanted_mode, status->st_mode & 07777, S_ISDIR(status->st_mode));
  if (chmod(path, (mode_t)mode) < 0) {
    warn_errno("changing permissions of '%s'", path);
  }
}

int chmod_main(int count, char **arguments) {
  int i = 1;
  if (i < count && strcmp(arguments[i], "-R") == 0) {
    how.recursive = 1;
    i++;
  }
  if (i >= count) {
    missing_operand();
  }
  wanted_mode = arguments[i++];
  if (i >= count) {
    warn("missing operand after '%s'", wanted_mode);
    try_help(1);
  }
  if (parse_mode(wanted_mode, 0, 0) < 0) {
    warn("invalid mode: '%s'", wanted_mode);
    try_help(1);
  }
  for (; i < count; i++) {
    each_below(arguments[i], change_mode);
  }
  return tool_status;
}

static uid_t new_user = (uid_t)-1;
static gid_t new_group = (gid_t)-1;

static void change_owner(const char *path, const struct stat *status) {
  (void)status;
  if (lchown(path, new_user, new_group) < 0) {
    warn_errno("changing ownership of '%s'", path);
  }
}

static int is_number(const char *text) { return *text && !text[strspn(text, "0123456789")]; }

int chown_main(int count, char **arguments) {
  int i = 1;
  char *group;
  char *whole;
  if (i < count && strcmp(arguments[i], "-R") == 0) {
    how.recursive = 1;
    i++;
  }
  if (i >= count) {
    missing_operand();
  }
  whole = strdup(arguments[i]);
  group = strchr(arguments[i], ':');
  if (group) {
    *group++ = 0;
  }
  if (arguments[i][0]) {
    struct passwd *user = is_number(arguments[i]) ? NULL : getpwnam(arguments[i]);
    if (!user && !is_number(arguments[i])) {
      die(1, "invalid user: '%s'", whole);
    }
    new_user = user ? user->pw_uid : (uid_t)atol(arguments[i]);
  }
  if (group && *group) {
    struct group *found = is_number(group) ? NULL : getgrnam(group);
    if (!found && !is_number(group)) {
      die(1, "invalid group: '%s'", whole);
    }
    new_group = found ? found->gr_gid : (gid_t)atol(group);
  }
  for (i++; i < count; i++) {
    each_below(arguments[i], change_owner);
  }
  return tool_status;
}

int readlink_main(int count, char **arguments) {
  char target[4096];
  int full = count > 1 && strcmp(arguments[1], "-f") == 0;
  int i;
  if (count < 2 + full) {
    missing_operand();
  }
  for (i = 1 + full; i < count; i++) {
    ssize_t length;
    if (full) {
      if (realpath(arguments[i], target)) {
        puts(target);
      } else {
        tool_status = 1;
      }
      continue;
    }
    length = readlink(arguments[i], target, sizeof target - 1);
    if (length < 0) {
      tool_status = 1;
    } else {
      printf("%.*s\n", (int)length, target);
    }
  }
  return tool_status;
}

static const char *type_name(mode_t mode, off_t size) {
  return S_ISDIR(mode)    ? "directory"
         : S_ISLNK(mode)  ? "symbolic link"
         : S_ISCHR(mode)  ? "character special file"
         : S_ISBLK(mode)  ? "block special file"
         : S_ISFIFO(mode) ? "fifo"
         : size == 0      ? "regular empty file"
                          : "regular file";
}

static void print_format(const char *format, const char *path, const struct stat *status) {
  for (; *format; format++) {
    struct passwd *user;
    struct group *group;
    if (*format != '%' || !format[1]) {
      putchar(*format);
      continue;
    }
    switch (*++format) {
      case 'a':
        printf("%o", (unsigned)(status->st_mode & 07777));
        break;
      case 'n':
        fputs(path, stdout);
        break;
      case 's':
        printf("%lld", (long long)status->st_size);
        break;
      case 'h':
        printf("%lu", (unsigned long)status->st_nlink);
        break;
      case 'i':
        printf("%llu", (unsigned long long)status->st_ino);
        break;
      case 'u':
        printf("%u", (unsigned)status->st_uid);
        break;
      case 'g':
        printf("%u", (unsigned)status->st_gid);
        break;
      case 'U':
        user = getpwuid(status->st_uid);
        fputs(user ? user->pw_name : "UNKNOWN", stdout);
        break;
      case 'G':
        group = getgrgid(status->st_gid);
        fputs(group ? group->gr_name : "UNKNOWN", stdout);
        break;
      case 'F':
        fputs(type_name(status->st_mode, status->st_size), stdout);
        break;
      case 't':
        printf("%x", (unsigned)major(status->st_rdev));
        break;
      case 'T':
        printf("%x", (unsigned)minor(status->st_rdev));
        break;
      case 'Y':
        printf("%ld", (long)status->st_mtime);
        break;
      default:
        putchar('%');
        putchar(*format);
    }
  }
  putchar('\n');
}

int stat_main(int count, char **arguments) {
  const char *format =
      "  File: %n\n  Size: %s\t%F\nInode: %i  Links: %h\nAccess: (%a)  Uid: %u  Gid: %g";
  int option;
  int follow = 0;
  int i;
  while ((option = getopt(count, arguments, "c:L")) != -1) {
    if (option == 'c') {
      format = optarg;
    } else if (option == 'L') {
      follow = 1;
    } else {
      try_help(1);
    }
  }
  if (optind == count) {
    missing_operand();
  }
  for (i = optind; i < count; i++) {
    struct stat status;
    if ((follow ? stat : lstat)(arguments[i], &status) < 0) {
      warn_errno("cannot statx '%s'", arguments[i]);
    } else {
      print_format(format, arguments[i], &status);
    }
  }
  return tool_status;
}
