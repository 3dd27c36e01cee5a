/* diff(1): what must be changed in one file to come to another (the longest common part of their
   lines, by Myers's algorithm in its simple form). */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

enum { NAMED, IN_NAMED_FOLDER, IN_FOLDERS }; /* how a path has been come to */

struct text {
  char **lines;
  int count, room;
  int no_end;    /* the last line has no newline */
  int is_binary; /* a zero is in it */
};

/* Lines [from, to) of each side that differ. */
struct change {
  int from[2], to[2];
};

static int unified, context = 3, brief, recursive, ignore_case, ignore_blanks, ignore_all_blanks;
static int absent_is_empty; /* -N: a file that is in one place alone is an empty one in the other */
static char *command_line;  /* with the options that were given */
static struct change *changes;
static int change_count;

static void read_text(const char *path, struct text *text) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  memset(text, 0, sizeof *text);
  if (!file && absent_is_empty && errno == ENOENT) {
    return;
  }
  if (!file) {
    die(2, "%s: %s", path, strerror(errno));
  }
  while ((length = getline(&line, &room, file)) > 0) {
    text->no_end = line[length - 1] != '\n';
    text->is_binary |= memchr(line, 0, (size_t)length) != NULL;
    if (!text->no_end) {
      line[length - 1] = 0;
    }
    if (text->count == text->room) {
      text->room = text->room * 2 + 64;
      text->lines = reallocate(text->lines, (size_t)text->room * sizeof *text->lines);
    }
    text->lines[text->count++] = strdup(line);
  }
  free(line);
  if (file != stdin) {
    fclose(file);
  }
}

static void free_text(struct text *text) {
  while (text->count > 0) {
    free(text->lines[--text->count]);
  }
  free(text->lines);
}

static int same_but_blanks(const char *a, const char *b) {
  for (;;) {
    int gap = (*a == ' ' || *a == '\t') + (*b == ' ' || *b == '\t');
    while (*a == ' ' || *a == '\t') {
      a++;
    }
    while (*b == ' ' || *b == '\t') {
      b++;
    }
    if (gap == 1 && *a && *b && !ignore_all_blanks) {
      return 0;
    }
    if (*a != *b && !(ignore_case && tolower((unsigned char)*a) == tolower((unsigned char)*b))) {
      return 0;
    }
    if (!*a) {
      return 1;
    }
    a++;
    b++;
  }
}

static int same(const struct text *old, int i, const struct text *fresh, int k) {
  const char *a = old->lines[i];
  const char *b = fresh->lines[k];
  if (!ignore_blanks &&
      (old->no_end && i == old->count - 1) != (fresh->no_end && k == fresh->count - 1)) {
    return 0;
  }
  return ignore_blanks ? same_but_blanks(a, b)
         : ignore_case ? strcasecmp(a, b) == 0
                       : strcmp(a, b) == 0;
}

static void add_change(int from, int to, int other_from, int other_to) {
  changes = reallocate(changes, (size_t)(change_count + 1) * sizeof *changes);
  changes[change_count].from[0] = from;
  changes[change_count].to[0] = to;
  changes[change_count].from[1] = other_from;
  changes[change_count++].to[1] = other_to;
}

/* The farthest ways on each diagonal, kept for every number of steps, and walked back. */
static void compare(const struct text *old, const struct text *fresh) {
  int n = old->count, m = fresh->count;
  int most = n + m;
  int *far = allocate(((size_t)2 * (size_t)most + 3) * sizeof *far);
  int **kept = allocate(((size_t)most + 1) * sizeof *kept);
  char *deleted = allocate((size_t)n + 1), *added = allocate((size_t)m + 1);
  int d, k, x = 0, y = 0;
  memset(deleted, 0, (size_t)n + 1);
  memset(added, 0, (size_t)m + 1);
  far += most + 1;
  far[1] = 0;
  for (d = 0; d <= most; d++) {
    for (k = -d; k <= d; k += 2) {
      x = k == -d || (k != d && far[k - 1] < far[k + 1]) ? far[k + 1] : far[k - 1] + 1;
      y = x - k;
      while (x < n && y < m && same(old, x, fresh, y)) {
        x++;
        y++;
      }
      far[k] = x;
      if (x >= n && y >= m) {
        break;
      }
    }
    kept[d] = allocate(((size_t)2 * (size_t)d + 1) * sizeof **kept);
    memcpy(kept[d], far - d, ((size_t)2 * (size_t)d + 1) * sizeof **kept);
    if (x >= n && y >= m) {
      break;
    }
  }
  x = n;
  y = m;
  for (; d > 0; d--) {
    int *before = kept[d - 1] + d - 1;
    int down;
    k = x - y;
    down = k == -d || (k != d && before[k - 1] < before[k + 1]);
    x = down ? before[k + 1] : before[k - 1];
    y = x - (down ? k + 1 : k - 1);
    if (down) {
      added[y] = 1;
    } else {
      deleted[x] = 1;
    }
  }
  change_count = 0;
  for (x = y = 0; x < n || y < m;) {
    int from = x, other = y;
    while (x < n && deleted[x]) {
      x++;
    }
    while (y < m && added[y]) {
      y++;
    }
    if (x > from || y > other) {
      add_change(from, x, other, y);
    } else {
      x++;
      y++;
    }
  }
  free(deleted);
  free(added);
  free(far - most - 1);
  free(kept);
}

static void put_line(const char *mark, const struct text *text, int line) {
  printf("%s%s\n", mark, text->lines[line]);
  if (text->no_end && line == text->count - 1) {
    puts("\\ No newline at end of file");
  }
}

static void put_lines(const char *mark, const struct text *text, int from, int to) {
  for (; from < to; from++) {
    put_line(mark, text, from);
  }
}

static void put_range(int from, int to) {
  if (to - from > 1) {
    printf("%d,%d", from + 1, to);
  } else {
    printf("%d", to > from ? from + 1 : from);
  }
}

static void put_normal(const struct text *old, const struct text *fresh) {
  int i;
  for (i = 0; i < change_count; i++) {
    const struct change *change = &changes[i];
    int gone = change->to[0] > change->from[0], come = change->to[1] > change->from[1];
    put_range(change->from[0], change->to[0]);
    putchar(gone && come ? 'c' : gone ? 'd' : 'a');
    put_range(change->from[1], change->to[1]);
    putchar('\n');
    put_lines("< ", old, change->from[0], change->to[0]);
    if (gone && come) {
      puts("---");
    }
    put_lines("> ", fresh, change->from[1], change->to[1]);
  }
}

static void put_heading(const char *mark, const char *path) {
  struct stat file;
  char date[40] = "1970-01-01 00:00:00";
  if (stat(path, &file) != 0) {
    memset(&file, 0, sizeof file);
  }
  strftime(date, sizeof date, "%Y-%m-%d %H:%M:%S", localtime(&file.st_mtime));
  printf("%s %s\t%s.%09ld +0000\n", mark, path, date, (long)file.st_mtim.tv_nsec);
}

static void put_unified_range(char mark, int from, int to) {
  printf(to - from == 1 ? "%c%d" : "%c%d,%d", mark, to > from ? from + 1 : from, to - from);
}

static void put_unified(const struct text *old, const struct text *fresh) {
  int i = 0;
  while (i < change_count) {
    int last = i;
    int from[2], to[2], k, at;
    while (last + 1 < change_count &&
           changes[last + 1].from[0] - changes[last].to[0] <= 2 * context) {
      last++;
    }
    for (k = 0; k < 2; k++) {
      int lines = k ? fresh->count : old->count;
      from[k] = changes[i].from[k] - context < 0 ? 0 : changes[i].from[k] - context;
      to[k] = changes[last].to[k] + context > lines ? lines : changes[last].to[k] + context;
    }
    printf("@@ ");
    put_unified_range('-', from[0], to[0]);
    putchar(' ');
    put_unified_range('+', from[1], to[1]);
    puts(" @@");
    for (at = from[0]; i <= last; i++) {
      put_lines(" ", old, at, changes[i].from[0]);
      put_lines("-", old, changes[i].from[0], changes[i].to[0]);
      put_lines("+", fresh, changes[i].from[1], changes[i].to[1]);
      at = changes[i].to[0];
    }
    put_lines(" ", old, at, to[0]);
  }
}

static int are_same_bytes(const char *left, const char *right) {
  FILE *one = fopen(left, "r"), *other = fopen(right, "r");
  int a = 0, b = 0;
  while (one && other && a == b && a != EOF) {
    a = getc(one);
    b = getc(other);
  }
  if (one) {
    fclose(one);
  }
  if (other) {
    fclose(other);
  }
  return one && other && a == b;
}

static int compare_files(const char *left, const char *right, const char *command) {
  struct text old, fresh;
  int differ, binary;
  read_text(left, &old);
  read_text(right, &fresh);
  binary = old.is_binary || fresh.is_binary;
  if (!binary) {
    compare(&old, &fresh);
  }
  differ = binary ? !are_same_bytes(left, right) : change_count > 0;
  if (differ && binary && !brief) {
    printf("Binary files %s and %s differ\n", left, right);
  } else if (differ && brief) {
    printf("Files %s and %s differ\n", left, right);
  } else if (differ) {
    if (command) {
      printf("%s %s %s\n", command, left, right);
    }
    if (unified) {
      put_heading("---", left);
      put_heading("+++", right);
      put_unified(&old, &fresh);
    } else {
      put_normal(&old, &fresh);
    }
  }
  free_text(&old);
  free_text(&fresh);
  return differ;
}

static int compare_folders(const char *left, const char *right);

static const char *kind_of(const struct stat *file) {
  switch (file->st_mode & S_IFMT) {
    case S_IFDIR:
      return "directory";
    case S_IFIFO:
      return "fifo";
    case S_IFSOCK:
      return "socket";
    case S_IFCHR:
      return "character special file";
    case S_IFBLK:
      return "block special file";
    default:
      return file->st_size ? "regular file" : "regular empty file";
  }
}

static int differ_in_kind(const char *left, const struct stat *a, const char *right,
                          const struct stat *b) {
  printf("File %s is a %s while file %s is a %s\n", left, kind_of(a), right, kind_of(b));
  return 1;
}

/* Whether a path is not there, where that is no error. */
static int look(const char *path, struct stat *file) {
  memset(file, 0, sizeof *file);
  if (strcmp(path, "-") == 0 || stat(path, file) == 0) {
    return 0;
  }
  if (!absent_is_empty || errno != ENOENT) {
    die(2, "%s: %s", path, strerror(errno));
  }
  return 1;
}

static int compare_paths(const char *left, const char *right, int depth) {
  struct stat a, b;
  int missing = look(left, &a);
  if (look(right, &b)) {
    missing++;
    b.st_mode = a.st_mode;
  } else if (missing) {
    a.st_mode = b.st_mode;
  }
  if (missing == 2) {
    warn("%s: %s", left, strerror(ENOENT));
    die(2, "%s: %s", right, strerror(ENOENT));
  }
  if (strcmp(left, "-") != 0 && strcmp(right, "-") != 0) {
    if (S_ISDIR(a.st_mode) && S_ISDIR(b.st_mode)) {
      if (depth && !recursive) {
        printf("Common subdirectories: %s and %s\n", left, right);
        return 0;
      }
      return compare_folders(left, right);
    }
    if (depth && !(S_ISREG(a.st_mode) && S_ISREG(b.st_mode)) && !S_ISDIR(a.st_mode) &&
        !S_ISDIR(b.st_mode)) {
      return differ_in_kind(left, &a, right, &b);
    }
    if (S_ISDIR(a.st_mode) || S_ISDIR(b.st_mode)) {
      char *inner;
      int differ;
      if (depth) {
        return differ_in_kind(left, &a, right, &b);
      }
      inner = S_ISDIR(a.st_mode) ? join_path(left, last_name(right))
                                 : join_path(right, last_name(left));
      differ = S_ISDIR(a.st_mode) ? compare_paths(inner, right, IN_NAMED_FOLDER)
                                  : compare_paths(left, inner, IN_NAMED_FOLDER);
      free(inner);
      return differ;
    }
  }
  return compare_files(left, right, depth < IN_FOLDERS ? NULL : command_line);
}

static int not_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* The names in a folder; none in one that is not there, where that is no error. */
static int read_folder(const char *path, struct dirent ***names) {
  int count = scandir(path, names, not_dots, alphasort);
  if (count < 0 && (!absent_is_empty || errno != ENOENT)) {
    die(2, "%s: %s", path, strerror(errno));
  }
  return count < 0 ? 0 : count;
}

static int compare_folders(const char *left, const char *right) {
  struct dirent **a, **b;
  int many = read_folder(left, &a), more = read_folder(right, &b);
  int differ = 0;
  int i = 0, k = 0;
  while (i < many || k < more) {
    int order = i == many ? 1 : k == more ? -1 : strcmp(a[i]->d_name, b[k]->d_name);
    const char *name = order <= 0 ? a[i]->d_name : b[k]->d_name;
    if (order == 0 || absent_is_empty) {
      char *one = join_path(left, name), *other = join_path(right, name);
      differ |= compare_paths(one, other, IN_FOLDERS);
      free(one);
      free(other);
    } else {
      printf("Only in %s: %s\n", order < 0 ? left : right, name);
      differ = 1;
    }
    i += order <= 0;
    k += order >= 0;
  }
  return differ;
}

static void keep_command_line(int count, char **arguments) {
  size_t length = 5;
  int i;
  for (i = 1; i < count; i++) {
    length += strlen(arguments[i]) + 1;
  }
  command_line = allocate(length);
  strcpy(command_line, "diff");
  for (i = 1; i < count; i++) {
    strcat(strcat(command_line, " "), arguments[i]);
  }
}

int diff_main(int count, char **arguments) {
  static const struct option long_options[] = {{"unified", optional_argument, NULL, 'V'},
                                               {"brief", no_argument, NULL, 'q'},
                                               {"recursive", no_argument, NULL, 'r'},
                                               {"ignore-case", no_argument, NULL, 'i'},
                                               {"ignore-space-change", no_argument, NULL, 'b'},
                                               {"ignore-all-space", no_argument, NULL, 'w'},
                                               {"new-file", no_argument, NULL, 'N'},
                                               {NULL, 0, NULL, 0}};
  int option;
  while ((option = getopt_long(count, arguments, "uU:qribwN", long_options, NULL)) != -1) {
    switch (option) {
      case 'u':
        unified = 1;
        break;
      case 'U':
      case 'V':
        unified = 1;
        context = optarg ? atoi(optarg) : 3;
        break;
      case 'q':
        brief = 1;
        break;
      case 'r':
        recursive = 1;
        break;
      case 'i':
        ignore_case = 1;
        break;
      case 'b':
        ignore_blanks = 1;
        break;
      case 'w':
        ignore_blanks = ignore_all_blanks = 1;
        break;
      case 'N':
        absent_is_empty = 1;
        break;
      default:
        fprintf(stderr, "diff: Try 'diff --help' for more information.\n");
        return 2;
    }
  }
  if (count - optind != 2) {
    fprintf(
        stderr,
        count - optind < 2 ? "diff: missing operand after '%s'\n" : "diff: extra operand '%s'\n",
        arguments[count - optind < 2 ? count - 1 : optind + 2]);
    fprintf(stderr, "diff: Try 'diff --help' for more information.\n");
    return 2;
  }
  keep_command_line(optind, arguments);
  return compare_paths(arguments[optind], arguments[optind + 1], NAMED);
}
