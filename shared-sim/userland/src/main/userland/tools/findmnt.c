/* findmnt(8) and mountpoint(1). */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "mountinfo.h"
#include "programs.h"
#include "table.h"

static const char *const names[] = {"TARGET",      "SOURCE",     "FSTYPE", "OPTIONS",
                                    "VFS-OPTIONS", "FS-OPTIONS", "ID",     "PARENT",
                                    "PROPAGATION", "FSROOT",     "MAJ:MIN"};
enum { TARGET, SOURCE, TYPE, OPTIONS, MOUNT_OPTIONS, OWN_OPTIONS, ID, PARENT, KIND, ROOT, DEVICE };

static int columns[MOST_COLUMNS] = {TARGET, SOURCE, TYPE, OPTIONS};
static int column_count = 4;
static int without_root;
static struct table table;
static struct mount_line *mounts;
static int mount_count;

static char *copied(const char *text) { return strcpy(allocate(strlen(text) + 1), text); }

static char *numbers(const char *format, int first, int second) {
  char text[32];
  snprintf(text, sizeof text, format, first, second);
  return copied(text);
}

static char *kind_of(const struct mount_line *line) {
  char text[64];
  strcpy(text, strstr(line->tags, "shared:") ? "shared" : "private");
  strcat(text, strstr(line->tags, "master:") ? ",slave" : "");
  strcat(text, strstr(line->tags, "unbindable") ? ",unbindable" : "");
  return copied(text);
}

static char *cell(const struct mount_line *line, int column, const char *before) {
  switch (column) {
    case TARGET:
      return strcat(strcpy(allocate(strlen(before) + strlen(line->target) + 1), before),
                    line->target);
    case SOURCE:
      return without_root ? copied(line->source) : shown_source(line);
    case TYPE:
      return copied(line->type);
    case OPTIONS:
      return all_options(line);
    case MOUNT_OPTIONS:
      return copied(line->options);
    case OWN_OPTIONS:
      return copied(line->own_options);
    case ID:
      return numbers("%d", line->id, 0);
    case PARENT:
      return numbers("%d", line->parent, 0);
    case KIND:
      return kind_of(line);
    case ROOT:
      return copied(line->root);
    default:
      return numbers("%d:%d", line->major, line->minor);
  }
}

static void add_line(const struct mount_line *line, const char *before) {
  char **row = add_row(&table);
  int i;
  for (i = 0; i < column_count; i++) {
    row[i] = cell(line, columns[i], before);
  }
}

static const char *only_type;

/* The next one below a mount, by its number; -1 for none. */
static int next_below(const struct mount_line *above, int after) {
  int found = -1;
  int i;
  for (i = 0; i < mount_count; i++) {
    int own = mounts[i].parent == above->id && mounts[i].id != above->id && mounts[i].id > after &&
              (!only_type || has_word(only_type, mounts[i].type));
    if (own && (found < 0 || mounts[i].id < mounts[found].id)) {
      found = i;
    }
  }
  return found;
}

static void add_below(const struct mount_line *above, const char *before) {
  int at = next_below(above, -1);
  while (at >= 0) {
    int next = next_below(above, mounts[at].id);
    char *own = branch(before, next < 0);
    char *further = below_branch(before, next < 0);
    add_line(&mounts[at], own);
    add_below(&mounts[at], further);
    free(own);
    free(further);
    at = next;
  }
}

static int is_top(const struct mount_line *line) {
  int i;
  for (i = 0; i < mount_count; i++) {
    int shown = !only_type || has_word(only_type, mounts[i].type);
    if (mounts[i].id == line->parent && mounts[i].id != line->id && shown) {
      return 0;
    }
  }
  return 1;
}

static void choose_columns(char *list) {
  char *name = strtok(list, ",");
  column_count = 0;
  for (; name && column_count < MOST_COLUMNS; name = strtok(NULL, ",")) {
    size_t i = 0;
    while (i < sizeof names / sizeof *names && strcasecmp(names[i], name) != 0) {
      i++;
    }
    if (i == sizeof names / sizeof *names) {
      die(1, "unknown column: %s", name);
    }
    columns[column_count++] = (int)i;
  }
}

static const char *canonical(const char *path) {
  static char full[PATH_MAX];
  return realpath(path, full) ? full : path;
}

static int matches(const struct mount_line *line, const char *wanted, const char *type) {
  if (type && !has_word(type, line->type)) {
    return 0;
  }
  return !wanted || strcmp(line->target, canonical(wanted)) == 0;
}

static void print_pairs(void) {
  int i, j;
  for (j = 0; j < table.rows; j++) {
    for (i = 0; i < table.columns; i++) {
      printf("%s%s=\"%s\"", i ? " " : "", table.headings[i], table.cells[j][i]);
    }
    putchar('\n');
  }
}

int findmnt_main(int count, char **arguments) {
  static const struct option options[] = {
      {"noheadings", 0, NULL, 'n'}, {"output", 1, NULL, 'o'},
      {"types", 1, NULL, 't'},      {"submounts", 0, NULL, 'R'},
      {"list", 0, NULL, 'l'},       {"raw", 0, NULL, 'r'},
      {"pairs", 0, NULL, 'P'},      {"task", 1, NULL, 'N'},
      {"first-only", 0, NULL, 'f'}, {"target", 1, NULL, 'T'},
      {"mountpoint", 1, NULL, 'M'}, {"source", 1, NULL, 'S'},
      {"nofsroot", 0, NULL, 'v'},   {"notruncate", 0, NULL, 'u'},
      {"kernel", 0, NULL, 'k'},     {NULL, 0, NULL, 0}};
  const char *wanted = NULL, *type = NULL, *source = NULL;
  char file[64] = "/proc/self/mountinfo";
  int bare = 0, below = 0, list = 0, pairs = 0, first = 0, option, i;
  while ((option = getopt_long(count, arguments, "no:t:RlrPN:fT:M:S:vuk", options, NULL)) >= 0) {
    switch (option) {
      case 'n':
        bare = 1;
        break;
      case 'o':
        choose_columns(optarg);
        break;
      case 't':
        type = only_type = optarg;
        break;
      case 'R':
        below = 1;
        break;
      case 'l':
        list = 1;
        break;
      case 'r':
        table.plain = list = 1;
        break;
      case 'P':
        pairs = list = 1;
        break;
      case 'f':
        first = 1;
        break;
      case 'N':
        snprintf(file, sizeof file, "/proc/%s/mountinfo", optarg);
        break;
      case 'T':
      case 'M':
        wanted = optarg;
        break;
      case 'S':
        source = optarg;
        break;
      case 'v':
        without_root = 1;
        break;
      case 'u':
      case 'k':
        break;
      default:
        try_help(1);
    }
  }
  wanted = optind < count ? arguments[optind] : wanted;
  mounts = read_mounts(file, &mount_count);
  table.columns = column_count;
  for (i = 0; i < column_count; i++) {
    table.headings[i] = names[columns[i]];
    table.right[i] = columns[i] == ID || columns[i] == PARENT;
  }
  for (i = 0; i < mount_count && !(first && table.rows); i++) {
    int tree = !list && (below || (!wanted && !source));
    int named = source && strcmp(mounts[i].source, source) == 0;
    int meant = matches(&mounts[i], wanted, type);
    if (tree ? meant && ((below && wanted) || is_top(&mounts[i])) : named || (!source && meant)) {
      add_line(&mounts[i], "");
      if (tree) {
        add_below(&mounts[i], "");
      }
    }
  }
  first = table.rows;
  for (i = 0; i < mount_count && wanted && !first; i++) {
    if (strcmp(mounts[i].source, wanted) == 0) {
      add_line(&mounts[i], "");
    }
  }
  if (!table.rows) {
    return 1;
  }
  if (pairs) {
    print_pairs();
  } else {
    print_table(&table, bare);
  }
  return 0;
}

int mountpoint_main(int count, char **arguments) {
  static const struct option options[] = {{"quiet", 0, NULL, 'q'},
                                          {"fs-devno", 0, NULL, 'd'},
                                          {"nofollow", 0, NULL, 'N'},
                                          {NULL, 0, NULL, 0}};
  int quiet = 0, device = 0, option, i;
  struct stat status;
  const char *path;
  while ((option = getopt_long(count, arguments, "qd", options, NULL)) >= 0) {
    quiet |= option == 'q';
    device |= option == 'd';
    if (option == '?') {
      try_help(1);
    }
  }
  if (optind != count - 1) {
    warn("bad usage");
    try_help(1);
  }
  path = arguments[optind];
  if (stat(path, &status) < 0) {
    if (!quiet) {
      warn_errno("%s", path);
    }
    return 1;
  }
  mounts = read_mounts("/proc/self/mountinfo", &mount_count);
  for (i = mount_count - 1; i >= 0; i--) {
    if (strcmp(mounts[i].target, canonical(path)) == 0) {
      if (device) {
        printf("%d:%d\n", mounts[i].major, mounts[i].minor);
      } else if (!quiet) {
        printf("%s is a mountpoint\n", path);
      }
      return 0;
    }
  }
  if (!quiet) {
    printf("%s is not a mountpoint\n", path);
  }
  return 32;
}
