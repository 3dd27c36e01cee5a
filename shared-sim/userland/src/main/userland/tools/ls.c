/* ls(1). */
#include <dirent.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

static struct {
  int all, almost_all, longs, one, directory, recursive, reverse, by_time, by_size, inodes, mark,
      numeric, unsorted;
  int printed;
} show;

struct item {
  char *name;
  char *path;
  struct stat status;
  int failed;
};

struct list {
  struct item *items;
  size_t count;
  size_t room;
};

static void add(struct list *list, const char *name, char *path, const struct stat *status) {
  if (list->count == list->room) {
    list->room = list->room ? 2 * list->room : 16;
    list->items = reallocate(list->items, list->room * sizeof *list->items);
  }
  list->items[list->count].name = strdup(name);
  list->items[list->count].path = path;
  list->items[list->count++].status = *status;
}

static int compare(const void *a, const void *b) {
  const struct item *x = a;
  const struct item *y = b;
  long long order = 0;
  if (show.by_time) {
    order = (long long)y->status.st_mtime - x->status.st_mtime;
    order = order ? order : y->status.st_mtim.tv_nsec - x->status.st_mtim.tv_nsec;
  } else if (show.by_size) {
    order = y->status.st_size - x->status.st_size;
  }
  order = order ? order : strcmp(x->name, y->name);
  order = show.reverse ? -order : order;
  return order < 0 ? -1 : order > 0;
}

static void mode_text(mode_t mode, char *text) {
  static const char letters[] = "rwxrwxrwx";
  int i;
  text[0] = S_ISDIR(mode)    ? 'd'
            : S_ISLNK(mode)  ? 'l'
            : S_ISCHR(mode)  ? 'c'
            : S_ISBLK(mode)  ? 'b'
            : S_ISFIFO(mode) ? 'p'
            : S_ISSOCK(mode) ? 's'
                             : '-';
  for (i = 0; i < 9; i++) {
    text[1 + i] = mode & (0400 >> i) ? letters[i] : '-';
  }
  if (mode & S_ISUID) {
    text[3] = mode & 0100 ? 's' : 'S';
  }
  if (mode & S_ISGID) {
    text[6] = mode & 0010 ? 's' : 'S';
  }
  if (mode & S_ISVTX) {
    text[9] = mode & 0001 ? 't' : 'T';
  }
  text[10] = 0;
}

static const char *owner(const struct stat *status, char *number) {
  struct passwd *user = show.numeric ? NULL : getpwuid(status->st_uid);
  sprintf(number, "%u", (unsigned)status->st_uid);
  return user ? user->pw_name : number;
}

static const char *owning_group(const struct stat *status, char *number) {
  struct group *group = show.numeric ? NULL : getgrgid(status->st_gid);
  sprintf(number, "%u", (unsigned)status->st_gid);
  return group ? group->gr_name : number;
}

static void size_text(const struct stat *status, char *text) {
  if (S_ISCHR(status->st_mode) || S_ISBLK(status->st_mode)) {
    sprintf(text, "%u, %u", (unsigned)(status->st_rdev >> 8 & 0xfff),
            (unsigned)(status->st_rdev & 0xff));
  } else {
    sprintf(text, "%lld", (long long)status->st_size);
  }
}

struct widths {
  int links, user, group, size;
};

static void widen(int *width, const char *text) {
  int length = (int)strlen(text);
  *width = length > *width ? length : *width;
}

static struct widths widths_of(const struct list *list) {
  struct widths widths = {0, 0, 0, 0};
  size_t i;
  for (i = 0; i < list->count; i++) {
    char text[32];
    sprintf(text, "%lu", (unsigned long)list->items[i].status.st_nlink);
    widen(&widths.links, text);
    widen(&widths.user, owner(&list->items[i].status, text));
    widen(&widths.group, owning_group(&list->items[i].status, text));
    size_text(&list->items[i].status, text);
    widen(&widths.size, text);
  }
  return widths;
}

/* Of files older than half a year the year is shown in place of the hour. */
static void print_time(time_t when) {
  char text[32];
  time_t now = time(NULL);
  int recent = when <= now && now - when < 15778476;
  strftime(text, sizeof text, recent ? "%b %e %H:%M" : "%b %e  %Y", localtime(&when));
  printf(" %s ", text);
}

static void print_name(const struct item *item) {
  fputs(item->name, stdout);
  if (show.mark) {
    mode_t mode = item->status.st_mode;
    const char *sign = S_ISDIR(mode)                  ? "/"
                       : S_ISLNK(mode)                ? show.longs ? "" : "@"
                       : S_ISFIFO(mode)               ? "|"
                       : S_ISSOCK(mode)               ? "="
                       : S_ISREG(mode) && mode & 0111 ? "*"
                                                      : "";
    fputs(sign, stdout);
  }
}

static void print_long(const struct item *item, const struct widths *widths) {
  char mode[12];
  char user[16];
  char group[16];
  char size[32];
  mode_text(item->status.st_mode, mode);
  size_text(&item->status, size);
  printf("%s %*lu %-*s %-*s %*s", mode, widths->links, (unsigned long)item->status.st_nlink,
         widths->user, owner(&item->status, user), widths->group,
         owning_group(&item->status, group), widths->size, size);
  print_time(item->status.st_mtime);
  print_name(item);
  if (S_ISLNK(item->status.st_mode)) {
    char target[1024];
    ssize_t length = readlink(item->path, target, sizeof target - 1);
    if (length >= 0) {
      target[length] = 0;
      printf(" -> %s", target);
    } else {
      warn_errno("cannot read symbolic link '%s'", item->path);
      tool_status = strcmp(item->name, item->path) == 0 ? 2 : tool_status;
    }
  }
  putchar('\n');
}

/* As many columns as fit, each as wide as its longest name, from top to bottom. */
static void print_columns(const struct list *list, int width) {
  size_t columns;
  size_t rows = 1;
  size_t i;
  int widths[64];
  for (columns = list->count < 64 ? list->count : 64; columns > 1; columns--) {
    int sum = 0;
    rows = (list->count + columns - 1) / columns;
    for (i = 0; i < columns; i++) {
      widths[i] = 0;
    }
    for (i = 0; i < list->count; i++) {
      widen(&widths[i / rows], list->items[i].name);
    }
    for (i = 0; i < columns; i++) {
      sum += widths[i] + 2;
    }
    if (sum - 2 <= width && (list->count + rows - 1) / rows == columns) {
      break;
    }
  }
  rows = columns > 1 ? rows : list->count;
  for (i = 0; i < rows; i++) {
    size_t at;
    for (at = i; at < list->count; at += rows) {
      print_name(&list->items[at]);
      if (at + rows < list->count) {
        printf("%*s", widths[at / rows] + 2 - (int)strlen(list->items[at].name), "");
      }
    }
    putchar('\n');
  }
}

static void print_list(struct list *list) {
  struct widths widths;
  struct winsize size;
  size_t i;
  if (!show.unsorted) {
    qsort(list->items, list->count, sizeof *list->items, compare);
  }
  widths = widths_of(list);
  if (!show.longs && !show.one && !show.inodes && isatty(1)) {
    int known = ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col;
    if (list->count) {
      print_columns(list, known ? size.ws_col : 80);
    }
    return;
  }
  for (i = 0; i < list->count; i++) {
    if (show.inodes) {
      printf("%llu ", (unsigned long long)list->items[i].status.st_ino);
    }
    if (show.longs) {
      print_long(&list->items[i], &widths);
    } else {
      print_name(&list->items[i]);
      putchar('\n');
    }
  }
}

static int is_hidden(const char *name) {
  int dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
  return name[0] == '.' && !show.all && !(show.almost_all && !dots);
}

static void list_directory(const char *path, int heading) {
  DIR *directory = opendir(path);
  struct dirent *entry;
  struct list list = {NULL, 0, 0};
  long long blocks = 0;
  size_t i;
  if (!directory) {
    warn_errno("cannot open directory '%s'", path);
    tool_status = 2;
    return;
  }
  while ((entry = readdir(directory)) != NULL) {
    struct stat status;
    char *below;
    if (is_hidden(entry->d_name)) {
      continue;
    }
    below = join_path(path, entry->d_name);
    if (lstat(below, &status) < 0) {
      warn_errno("cannot access '%s'", below);
      continue;
    }
    blocks += status.st_blocks;
    add(&list, entry->d_name, below, &status);
  }
  closedir(directory);
  if (heading) {
    printf("%s%s:\n", show.printed ? "\n" : "", path);
  }
  show.printed = 1;
  if (show.longs) {
    printf("total %lld\n", blocks / 2);
  }
  print_list(&list);
  for (i = 0; show.recursive && i < list.count; i++) {
    const char *name = list.items[i].name;
    if (S_ISDIR(list.items[i].status.st_mode) && strcmp(name, ".") != 0 &&
        strcmp(name, "..") != 0) {
      list_directory(list.items[i].path, 1);
    }
  }
}

static void take_options(int count, char **arguments) {
  int option;
  while ((option = getopt(count, arguments, "aAl1dRrtSiFnUC")) != -1) {
    switch (option) {
      case 'a':
        show.all = 1;
        break;
      case 'A':
        show.almost_all = 1;
        break;
      case 'n':
        show.numeric = 1;
        show.longs = 1;
        break;
      case 'l':
        show.longs = 1;
        break;
      case '1':
        show.one = 1;
        break;
      case 'd':
        show.directory = 1;
        break;
      case 'R':
        show.recursive = 1;
        break;
      case 'r':
        show.reverse = 1;
        break;
      case 't':
        show.by_time = 1;
        break;
      case 'S':
        show.by_size = 1;
        break;
      case 'i':
        show.inodes = 1;
        break;
      case 'F':
        show.mark = 1;
        break;
      case 'U':
        show.unsorted = 1;
        break;
      case 'C':
        break;
      default:
        try_help(2);
    }
  }
}

int ls_main(int count, char **arguments) {
  static char *here[] = {".", NULL};
  struct list files = {NULL, 0, 0};
  struct list folders = {NULL, 0, 0};
  char **names;
  size_t i;
  take_options(count, arguments);
  names = optind < count ? arguments + optind : here;
  for (; *names; names++) {
    struct stat status;
    int linked = show.longs || show.directory;
    int failed = (linked ? lstat : stat)(*names, &status) < 0;
    if (failed && !linked && lstat(*names, &status) == 0) {
      failed = 0;
    }
    if (failed) {
      warn_errno("cannot access '%s'", *names);
      tool_status = 2;
    } else if (S_ISDIR(status.st_mode) && !show.directory) {
      add(&folders, *names, strdup(*names), &status);
    } else {
      add(&files, *names, strdup(*names), &status);
    }
  }
  print_list(&files);
  show.printed = files.count > 0;
  qsort(folders.items, folders.count, sizeof *folders.items, compare);
  for (i = 0; i < folders.count; i++) {
    list_directory(folders.items[i].path, count - optind > 1 || show.recursive);
  }
  return tool_status;
}
