/* df(1): how full file systems are. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include "mountinfo.h"
#include "programs.h"
#include "table.h"

static int human;
enum { SOURCE, SIZE, USED, FREE, PART, PLACE, ALL };
static const char *const names[] = {"source", "size", "used", "avail", "pcent", "target"};
static const char *headings[] = {"Filesystem    ", "1K-blocks", " Used",
                                 "Available",      "Use%",      "Mounted on"};
static int columns[MOST_COLUMNS] = {SOURCE, SIZE, USED, FREE, PART, PLACE};
static struct table table = {ALL, 0, {NULL}, {0}, NULL, 0, 0};

static char *size_text(unsigned long long kibibytes) {
  static const char units[] = "KMGT";
  char text[32];
  double value = (double)kibibytes;
  int unit = 0;
  if (!human) {
    snprintf(text, sizeof text, "%llu", kibibytes);
  } else {
    for (; value >= 1024 && unit < 3; unit++) {
      value /= 1024;
    }
    snprintf(text, sizeof text, value < 9.95 && unit ? "%.1f%c" : "%.0f%c", value, units[unit]);
    if (!kibibytes) {
      strcpy(text, "0");
    }
  }
  return strcpy(allocate(strlen(text) + 1), text);
}

/* Those that have no size are left out where all are shown. */
static void show(const struct mount_line *line, int is_asked_for) {
  struct statfs about;
  unsigned long long all, used, free;
  char **cells, *all_cells[ALL], part[16] = "-";
  int i;
  if (statfs(line->target, &about) < 0 || (!about.f_blocks && !is_asked_for)) {
    return;
  }
  all = (unsigned long long)about.f_blocks * about.f_bsize / 1024;
  free = (unsigned long long)about.f_bavail * about.f_bsize / 1024;
  used = all - (unsigned long long)about.f_bfree * about.f_bsize / 1024;
  if (used + free) {
    snprintf(part, sizeof part, "%d%%", (int)((100 * used + used + free - 1) / (used + free)));
  }
  all_cells[SOURCE] = line->source;
  all_cells[SIZE] = size_text(all);
  all_cells[USED] = size_text(used);
  all_cells[FREE] = size_text(free);
  all_cells[PART] = strcpy(allocate(sizeof part), part);
  all_cells[PLACE] = line->target;
  cells = add_row(&table);
  for (i = 0; i < table.columns; i++) {
    cells[i] = all_cells[columns[i]];
  }
}

/* As "--output=size,used" names them. */
static void choose(char *list) {
  char *name;
  int i;
  for (table.columns = 0; (name = strtok(list, ",")) && table.columns < ALL; list = NULL) {
    for (i = 0; i < ALL && strcmp(names[i], name); i++) {
    }
    if (i == ALL) {
      die(1, "option --output: field '%s' unknown", name);
    }
    columns[table.columns++] = i;
  }
}

/* The mount that a file is on: the last one of its device whose place is a beginning of its path.
 */
static void show_of(const char *path, const struct mount_line *mounts, int count) {
  const struct mount_line *found = NULL;
  struct stat about, place;
  int i;
  if (stat(path, &about) < 0) {
    warn_errno("%s", path);
    return;
  }
  for (i = 0; i < count; i++) {
    if (stat(mounts[i].target, &place) == 0 && place.st_dev == about.st_dev &&
        (!found || place.st_ino == about.st_ino)) {
      found = &mounts[i];
    }
  }
  if (found) {
    show(found, 1);
  }
}

int df_main(int argc, char **argv) {
  static const struct option options[] = {{"output", required_argument, NULL, 'o'},
                                          {"human-readable", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
  struct mount_line *mounts;
  int i, count, option;
  while ((option = getopt_long(argc, argv, "hk", options, NULL)) != -1) {
    if (option == '?') {
      try_help(1);
    }
    if (option == 'o') {
      choose(optarg);
    }
    human |= option == 'h';
  }
  headings[SIZE] = human ? " Size" : headings[SIZE];
  headings[FREE] = human ? "Avail" : headings[FREE];
  for (i = 0; i < table.columns; i++) {
    table.headings[i] = headings[columns[i]];
    table.right[i] = columns[i] != SOURCE && columns[i] != PLACE;
  }
  mounts = read_mounts("/proc/self/mountinfo", &count);
  for (i = optind; i < argc; i++) {
    show_of(argv[i], mounts, count);
  }
  for (i = 0; optind == argc && i < count; i++) {
    show(&mounts[i], 0);
  }
  print_table(&table, 0);
  return tool_status;
}
