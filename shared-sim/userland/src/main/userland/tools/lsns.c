/* lsns(8), from the links in /proc. */
#include <dirent.h>
#include <getopt.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"
#include "table.h"

static const char *const types[] = {"mnt", "net", "ipc", "user", "pid", "uts", "cgroup", "time"};
static const char *const names[] = {"NS",   "TYPE",    "PATH", "NPROCS", "PID",
                                    "PPID", "COMMAND", "UID",  "USER"};
enum { NUMBER, TYPE, PATH, PROCESSES, PID, PARENT, COMMAND, UID, USER };

struct process {
  int pid, parent, user;
  unsigned long in[8];
};

struct row {
  unsigned long number;
  int type, members;
  const struct process *first;
  int printed;
};

static struct process *processes;
static struct row *rows;
static int process_count, row_count;
static struct table table;
static int columns[MOST_COLUMNS] = {NUMBER, TYPE, PROCESSES, PID, USER, COMMAND};
static int column_count = 6;

static void read_process(int pid) {
  struct process *one;
  struct stat status;
  char path[64], text[512], *close;
  FILE *file;
  int i, any = 0;
  processes = reallocate(processes, sizeof *processes * (size_t)(process_count + 1));
  one = &processes[process_count];
  memset(one, 0, sizeof *one);
  one->pid = pid;
  snprintf(path, sizeof path, "/proc/%d", pid);
  if (stat(path, &status) < 0) {
    return;
  }
  one->user = (int)status.st_uid;
  for (i = 0; i < 8; i++) {
    ssize_t length;
    char *number;
    snprintf(path, sizeof path, "/proc/%d/ns/%s", pid, types[i]);
    length = readlink(path, text, sizeof text - 1);
    text[length < 0 ? 0 : length] = 0;
    number = strchr(text, '[');
    one->in[i] = number ? strtoul(number + 1, NULL, 10) : 0;
    any |= number != NULL;
  }
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  file = fopen(path, "r");
  if (file && fgets(text, sizeof text, file) && (close = strrchr(text, ')')) != NULL) {
    sscanf(close + 2, "%*c %d", &one->parent);
  }
  if (file) {
    fclose(file);
  }
  process_count += any;
}

static void read_processes(void) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  while (proc && (entry = readdir(proc)) != NULL) {
    if (atoi(entry->d_name) > 0) {
      read_process(atoi(entry->d_name));
    }
  }
  if (proc) {
    closedir(proc);
  }
}

static int by_number(const void *left, const void *right) {
  const struct row *one = left, *other = right;
  if (one->number != other->number) {
    return one->number < other->number ? -1 : 1;
  }
  return one->type - other->type;
}

static void gather(int wanted, int task) {
  int i, j, type;
  for (type = 0; type < 8; type++) {
    for (i = 0; i < process_count && (wanted < 0 || wanted == type); i++) {
      const struct process *one = &processes[i];
      for (j = 0; j < row_count; j++) {
        if (rows[j].type == type && rows[j].number == one->in[type]) {
          break;
        }
      }
      if (j == row_count && one->in[type]) {
        rows = reallocate(rows, sizeof *rows * (size_t)(row_count + 1));
        rows[row_count++] = (struct row){one->in[type], type, 0, one, 0};
      }
      if (one->in[type]) {
        rows[j].members++;
      }
    }
  }
  qsort(rows, (size_t)row_count, sizeof *rows, by_number);
  for (j = 0; task && j < row_count; j++) {
    rows[j].printed = 1;
  }
  for (i = 0; task && i < process_count; i++) {
    for (j = 0; processes[i].pid == task && j < row_count; j++) {
      rows[j].printed = processes[i].in[rows[j].type] != rows[j].number;
    }
  }
}

static char *copied(const char *text) { return strcpy(allocate(strlen(text) + 1), text); }

static char *number(unsigned long value) {
  char text[16];
  snprintf(text, sizeof text, "%lu", value);
  return copied(text);
}

static char *command_of(int pid, const char *before) {
  char path[64], text[1024];
  FILE *file;
  size_t length, i;
  char *line;
  snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
  file = fopen(path, "r");
  length = file ? fread(text, 1, sizeof text - 1, file) : 0;
  if (file) {
    fclose(file);
  }
  while (length && !text[length - 1]) {
    length--;
  }
  for (i = 0; i < length; i++) {
    text[i] = text[i] ? text[i] : ' ';
  }
  text[length] = 0;
  if (!length) {
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    file = fopen(path, "r");
    if (file && fgets(text, sizeof text, file)) {
      text[strcspn(text, "\n")] = 0;
    }
    if (file) {
      fclose(file);
    }
  }
  line = allocate(strlen(before) + strlen(text) + 1);
  return strcat(strcpy(line, before), text);
}

static char *cell(const struct row *row, int column, const char *before) {
  char path[64];
  struct passwd *user;
  switch (column) {
    case NUMBER:
      return number(row->number);
    case TYPE:
      return copied(types[row->type]);
    case PATH:
      snprintf(path, sizeof path, "/proc/%d/ns/%s", row->first->pid, types[row->type]);
      return copied(path);
    case PROCESSES:
      return number((unsigned long)row->members);
    case PID:
      return number((unsigned long)row->first->pid);
    case PARENT:
      return number((unsigned long)row->first->parent);
    case COMMAND:
      return command_of(row->first->pid, before);
    case UID:
      return number((unsigned long)row->first->user);
    default:
      user = getpwuid((uid_t)row->first->user);
      return user ? copied(user->pw_name) : number((unsigned long)row->first->user);
  }
}

static int is_below(const struct row *row, const struct row *above) {
  return row->type == above->type && row != above && row->first->parent == above->first->pid;
}

/* A namespace, and below it those whose first process is a child of its first one. */
static void add(struct row *row, const char *before, const char *further) {
  char **cells = add_row(&table);
  int i, last = -1;
  row->printed = 1;
  for (i = 0; i < column_count; i++) {
    cells[i] = cell(row, columns[i], before);
  }
  for (i = 0; i < row_count; i++) {
    last = is_below(&rows[i], row) && !rows[i].printed ? i : last;
  }
  for (i = 0; i < row_count; i++) {
    if (is_below(&rows[i], row) && !rows[i].printed) {
      add(&rows[i], branch(further, i == last), below_branch(further, i == last));
    }
  }
}

static int has_above(const struct row *row) {
  int i;
  for (i = 0; i < row_count; i++) {
    if (is_below(row, &rows[i])) {
      return 1;
    }
  }
  return 0;
}

static int index_of(const char *name, const char *const *list, int count) {
  int i;
  for (i = 0; i < count; i++) {
    if (strcasecmp(list[i], name) == 0) {
      return i;
    }
  }
  return -1;
}

static void choose_columns(char *list) {
  char *name = strtok(list, ",");
  column_count = 0;
  for (; name && column_count < MOST_COLUMNS; name = strtok(NULL, ",")) {
    columns[column_count] = index_of(name, names, 9);
    if (columns[column_count++] < 0) {
      die(1, "unknown column: %s", name);
    }
  }
}

int lsns_main(int count, char **arguments) {
  static const struct option options[] = {
      {"list", 0, NULL, 'l'},       {"noheadings", 0, NULL, 'n'}, {"output", 1, NULL, 'o'},
      {"task", 1, NULL, 'p'},       {"raw", 0, NULL, 'r'},        {"type", 1, NULL, 't'},
      {"notruncate", 0, NULL, 'u'}, {"nowrap", 0, NULL, 'W'},     {NULL, 0, NULL, 0}};
  int type = -1, task = 0, bare = 0, list = 0, option, i;
  while ((option = getopt_long(count, arguments, "lno:p:rt:uW", options, NULL)) >= 0) {
    switch (option) {
      case 'l':
        list = 1;
        break;
      case 'n':
        bare = 1;
        break;
      case 'o':
        choose_columns(optarg);
        break;
      case 'p':
        task = atoi(optarg);
        break;
      case 'r':
        table.plain = list = 1;
        break;
      case 't':
        type = index_of(optarg, types, 8);
        if (type < 0) {
          die(1, "unknown namespace type: %s", optarg);
        }
        break;
      case 'u':
      case 'W':
        break;
      default:
        try_help(1);
    }
  }
  read_processes();
  gather(type, task);
  table.columns = column_count;
  table.keeps_widths = 1;
  for (i = 0; i < column_count; i++) {
    table.headings[i] = names[columns[i]];
    table.right[i] =
        columns[i] != TYPE && columns[i] != PATH && columns[i] != COMMAND && columns[i] != USER;
  }
  for (i = 0; i < row_count; i++) {
    if (!rows[i].printed && (list || task || !has_above(&rows[i]))) {
      if (list || task) {
        char **cells = add_row(&table);
        int j;
        for (j = 0; j < column_count; j++) {
          cells[j] = cell(&rows[i], columns[j], "");
        }
      } else {
        add(&rows[i], "", "");
      }
    }
  }
  print_table(&table, bare);
  return 0;
}
