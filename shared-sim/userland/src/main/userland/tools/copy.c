/* cp(1), mv(1) and ln(1). */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "programs.h"

static struct {
  int recursive, force, preserve, attributes, symbolic, no_replace;
} how;

static int is_directory(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void keep(const char *to, const struct stat *status) {
  struct timespec times[2];
  if (how.preserve) {
    times[0] = status->st_atim;
    times[1] = status->st_mtim;
    lchown(to, status->st_uid, status->st_gid);
    if (!S_ISLNK(status->st_mode)) {
      chmod(to, status->st_mode & 07777);
      utimensat(AT_FDCWD, to, times, 0);
    }
  }
}

/* Extended attributes, as many as the other file system takes. */
static void keep_attributes(const char *from, const char *to) {
  char names[4096], value[4096];
  ssize_t size = how.attributes ? llistxattr(from, names, sizeof names) : 0;
  const char *name = names;
  while (size > 0 && name < names + size) {
    ssize_t length = lgetxattr(from, name, value, sizeof value);
    if (length >= 0) {
      lsetxattr(to, name, value, (size_t)length, 0);
    }
    name += strlen(name) + 1;
  }
}

static int copy_content(const char *from, const char *to, const struct stat *status) {
  char buffer[8192];
  ssize_t count;
  int out;
  int in = open(from, O_RDONLY);
  if (in < 0) {
    warn_errno("cannot open '%s' for reading", from);
    return 1;
  }
  out = open(to, O_WRONLY | O_CREAT | O_TRUNC, status->st_mode & 0777);
  if (out < 0 && how.force && unlink(to) == 0) {
    out = open(to, O_WRONLY | O_CREAT | O_TRUNC, status->st_mode & 0777);
  }
  if (out < 0) {
    warn_errno("cannot create regular file '%s'", to);
    close(in);
    return 1;
  }
  while ((count = read(in, buffer, sizeof buffer)) > 0) {
    if (write(out, buffer, (size_t)count) != count) {
      warn_errno("error writing '%s'", to);
      count = -2;
      break;
    }
  }
  if (count == -1) {
    warn_errno("error reading '%s'", from);
  }
  close(in);
  close(out);
  keep(to, status);
  keep_attributes(from, to);
  return count < 0;
}

static int copy(const char *from, const char *to);

static int copy_directory(const char *from, const char *to, const struct stat *status) {
  DIR *directory;
  struct dirent *entry;
  int failed = 0;
  if (!is_directory(to) && mkdir(to, (status->st_mode & 0777) | 0700) < 0) {
    warn_errno("cannot create directory '%s'", to);
    return 1;
  }
  directory = opendir(from);
  if (!directory) {
    warn_errno("cannot access '%s'", from);
    return 1;
  }
  while ((entry = readdir(directory)) != NULL) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      char *below = join_path(from, entry->d_name);
      char *target = join_path(to, entry->d_name);
      failed |= copy(below, target);
      free(below);
      free(target);
    }
  }
  closedir(directory);
  keep(to, status);
  keep_attributes(from, to);
  return failed;
}

static int copy_link(const char *from, const char *to) {
  char target[1024];
  ssize_t length = readlink(from, target, sizeof target - 1);
  if (length < 0) {
    warn_errno("cannot read symbolic link '%s'", from);
    return 1;
  }
  target[length] = 0;
  unlink(to);
  if (symlink(target, to) < 0) {
    warn_errno("cannot create symbolic link '%s'", to);
    return 1;
  }
  return 0;
}

static int copy(const char *from, const char *to) {
  struct stat status;
  struct stat other;
  if ((how.recursive ? lstat : stat)(from, &status) < 0) {
    warn_errno("cannot stat '%s'", from);
    return 1;
  }
  if (stat(to, &other) == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino) {
    warn("'%s' and '%s' are the same file", from, to);
    return 1;
  }
  if (S_ISDIR(status.st_mode)) {
    if (!how.recursive) {
      warn("-r not specified; omitting directory '%s'", from);
      return 1;
    }
    return copy_directory(from, to, &status);
  }
  if (S_ISLNK(status.st_mode)) {
    return copy_link(from, to);
  }
  if (how.recursive && S_ISFIFO(status.st_mode)) {
    if (mkfifo(to, status.st_mode & 0777) < 0) {
      warn_errno("cannot create fifo '%s'", to);
      return 1;
    }
    return 0;
  }
  return copy_content(from, to, &status);
}

/* Removes what was moved by copying. */
static int remove_tree(const char *path) {
  struct stat status;
  DIR *directory;
  struct dirent *entry;
  if (lstat(path, &status) < 0 || !S_ISDIR(status.st_mode)) {
    return unlink(path);
  }
  directory = opendir(path);
  while (directory && (entry = readdir(directory)) != NULL) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      char *below = join_path(path, entry->d_name);
      remove_tree(below);
      free(below);
    }
  }
  if (directory) {
    closedir(directory);
  }
  return rmdir(path);
}

static int move(const char *from, const char *to) {
  struct stat status;
  if (lstat(from, &status) < 0) {
    warn_errno("cannot stat '%s'", from);
    return 1;
  }
  if (how.no_replace && lstat(to, &status) == 0) {
    return 0;
  }
  if (rename(from, to) == 0) {
    return 0;
  }
  if (errno == EINVAL) {
    warn("cannot move '%s' to a subdirectory of itself, '%s'", from, to);
    return 1;
  }
  if (errno != EXDEV) {
    warn_errno("cannot move '%s' to '%s'", from, to);
    return 1;
  }
  how.recursive = 1;
  how.preserve = how.attributes = 1;
  if (copy(from, to) != 0) {
    return 1;
  }
  if (remove_tree(from) < 0) {
    warn_errno("cannot remove '%s'", from);
    return 1;
  }
  return 0;
}

static int make_link(const char *from, const char *to) {
  struct stat status;
  if (!how.symbolic && lstat(from, &status) < 0) {
    warn_errno("failed to access '%s'", from);
    return 1;
  }
  if (!how.symbolic && S_ISDIR(status.st_mode)) {
    warn("%s: hard link not allowed for directory", from);
    return 1;
  }
  if (how.force) {
    unlink(to);
  }
  if ((how.symbolic ? symlink : link)(from, to) < 0) {
    if (how.symbolic) {
      warn_errno("failed to create symbolic link '%s'", to);
    } else if (errno == EEXIST) {
      warn_errno("failed to create hard link '%s'", to);
    } else {
      int error = errno;
      errno = error;
      warn_errno("failed to create hard link '%s' => '%s'", to, from);
    }
    return 1;
  }
  return 0;
}

/* The last operand is the target, or the folder for all of them. */
static int each(int count, char **names, int (*act)(const char *, const char *)) {
  const char *last;
  int i;
  if (count == 0) {
    warn("missing file operand");
    try_help(1);
  }
  if (count == 1) {
    if (act != make_link) {
      warn("missing destination file operand after '%s'", names[0]);
      try_help(1);
    }
    return act(names[0], last_name(names[0]));
  }
  last = names[count - 1];
  if (!is_directory(last)) {
    if (count > 2) {
      warn("target '%s'", last);
      return 1;
    }
    act(names[0], last);
    return tool_status;
  }
  for (i = 0; i < count - 1; i++) {
    char *plain = strdup(names[i]);
    size_t length = strlen(plain);
    char *target;
    while (length > 1 && plain[length - 1] == '/') {
      plain[--length] = 0;
    }
    target = join_path(last, last_name(plain));
    act(names[i], target);
    free(target);
    free(plain);
  }
  return tool_status;
}

static void take_options(int count, char **arguments, const char *letters) {
  int option;
  while ((option = getopt(count, arguments, letters)) != -1) {
    switch (option) {
      case 'a':
        how.recursive = how.preserve = how.attributes = 1;
        break;
      case 'r':
      case 'R':
        how.recursive = 1;
        break;
      case 'f':
        how.force = 1;
        break;
      case 'p':
        how.preserve = 1;
        break;
      case 's':
        how.symbolic = 1;
        break;
      case 'n':
        how.no_replace = 1;
        break;
      default:
        try_help(1);
    }
  }
}

int cp_main(int count, char **arguments) {
  take_options(count, arguments, "arRfp");
  return each(count - optind, arguments + optind, copy);
}

int mv_main(int count, char **arguments) {
  take_options(count, arguments, "fn");
  return each(count - optind, arguments + optind, move);
}

int ln_main(int count, char **arguments) {
  take_options(count, arguments, "sfn");
  return each(count - optind, arguments + optind, make_link);
}
