/* ps(1) and pgrep(1), from what /proc says. */
#include <dirent.h>
#include <getopt.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../common/signals.h"
#include "programs.h"

struct process {
  int pid, parent, group, session, terminal, user;
  char state;
  char name[64];
  unsigned long run, system;
};

/* The number is 0 for ourselves, whatever /proc calls us. */
static int read_process(int pid, struct process *process) {
  char path[64] = "/proc/self/stat";
  char line[512];
  char *close;
  struct stat status;
  FILE *file;
  if (pid) {
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
  }
  file = fopen(path, "r");
  if (!file) {
    return 0;
  }
  if (!fgets(line, sizeof line, file)) {
    fclose(file);
    return 0;
  }
  process->user = fstat(fileno(file), &status) < 0 ? 0 : (int)status.st_uid;
  fclose(file);
  close = strrchr(line, ')');
  if (!close) {
    return 0;
  }
  *close = 0;
  process->pid = atoi(line);
  snprintf(process->name, sizeof process->name, "%s", strchr(line, '(') + 1);
  return sscanf(close + 2, "%c %d %d %d %d %*d %*u %*u %*u %*u %*u %lu %lu", &process->state,
                &process->parent, &process->group, &process->session, &process->terminal,
                &process->run, &process->system) == 7;
}

/* What can be shown of a process. */
static const struct field {
  const char *name, *heading;
  int width, right;
} fields[] = {{"pid", "PID", 5, 1},      {"ppid", "PPID", 5, 1},   {"pgid", "PGID", 5, 1},
              {"sid", "SID", 5, 1},      {"tty", "TT", 8, 0},      {"time", "TIME", 8, 1},
              {"comm", "COMMAND", 15, 0}, {"args", "COMMAND", 27, 0}, {"user", "USER", 8, 0},
              {"uid", "UID", 5, 1},      {"stat", "STAT", 4, 0},   {NULL, NULL, 0, 0}};
enum { PID, PARENT, GROUP, SESSION, TERMINAL, TIME, NAME, ARGUMENTS, USER, UID, STATE };

#define MOST 16
static int chosen[MOST] = {PID, TERMINAL, TIME, NAME};
static const char *headings[MOST] = {"PID", "TTY", "TIME", "CMD"};
static int count_chosen;
static int without_headings = 1;

static void choose(char *list) {
  static const char *const others[][2] = {{"pgrp", "pgid"}, {"sess", "sid"},   {"tt", "tty"},
                                          {"tname", "tty"}, {"cmd", "args"},   {"ucmd", "comm"},
                                          {"command", "args"}, {"euser", "user"}, {"s", "stat"},
                                          {"state", "stat"}, {NULL, NULL}};
  char *name = strtok(list, ", ");
  for (; name && count_chosen < MOST; name = strtok(NULL, ", ")) {
    char *own = strchr(name, '=');
    int i;
    if (own) {
      *own++ = 0;
    }
    for (i = 0; others[i][0]; i++) {
      name = strcmp(others[i][0], name) == 0 ? (char *)others[i][1] : name;
    }
    for (i = 0; fields[i].name && strcmp(fields[i].name, name) != 0; i++) {
    }
    if (!fields[i].name) {
      fprintf(stderr, "error: unknown user-defined format specifier \"%s\"\n", name);
      exit(1);
    }
    headings[count_chosen] = own ? own : fields[i].heading;
    without_headings &= !*headings[count_chosen];
    chosen[count_chosen++] = i;
  }
}

static void print_cell(const char *text, int field, int last) {
  if (fields[field].right) {
    printf("%*s", fields[field].width, text);
  } else {
    printf("%-*s", last ? 0 : fields[field].width, text);
  }
  putchar(last ? '\n' : ' ');
}

static void command_line(int pid, char *text, size_t room, const char *otherwise) {
  char path[64];
  FILE *file;
  size_t length, i;
  snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
  file = fopen(path, "r");
  length = file ? fread(text, 1, room - 1, file) : 0;
  if (file) {
    fclose(file);
  }
  length -= length > 0;
  for (i = 0; i < length; i++) {
    text[i] = text[i] ? text[i] : ' ';
  }
  text[length] = 0;
  if (!length) {
    snprintf(text, room, "[%s]", otherwise);
  }
}

/* The name of a terminal by its number (proc(5), tty_nr). */
static const char *terminal_name(int number, char *name, size_t size) {
  int minor = number & 0xff;
  if (number == 0) {
    return "?";
  }
  if (number >> 8 == 5) {
    return "console";
  }
  snprintf(name, size, "tty%d", minor);
  return name;
}

static void cell(const struct process *process, int field, char *text, size_t room) {
  unsigned long seconds = (process->run + process->system) / 100;
  struct passwd *user;
  char name[16];
  int number = 0;
  switch (field) {
    case TERMINAL:
      snprintf(text, room, "%s", terminal_name(process->terminal, name, sizeof name));
      return;
    case TIME:
      snprintf(text, room, "%02lu:%02lu:%02lu", seconds / 3600, seconds / 60 % 60, seconds % 60);
      return;
    case NAME:
      snprintf(text, room, "%s%s", process->name, process->state == 'Z' ? " <defunct>" : "");
      return;
    case ARGUMENTS:
      command_line(process->pid, text, room, process->name);
      return;
    case STATE:
      snprintf(text, room, "%c", process->state);
      return;
    case USER:
      user = getpwuid((uid_t)process->user);
      if (user) {
        snprintf(text, room, "%s", user->pw_name);
        return;
      }
      number = process->user;
      break;
    case UID: number = process->user; break;
    case PID: number = process->pid; break;
    case PARENT: number = process->parent; break;
    case GROUP: number = process->group; break;
    default: number = process->session;
  }
  snprintf(text, room, "%d", number);
}

static void print_process(const struct process *process) {
  char text[1024];
  int i;
  for (i = 0; i < count_chosen; i++) {
    cell(process, chosen[i], text, sizeof text);
    print_cell(text, chosen[i], i == count_chosen - 1);
  }
}

static int is_listed(const char *list, int pid) {
  while (*list) {
    if (atoi(list) == pid) {
      return 1;
    }
    list += strcspn(list, ", ");
    list += strspn(list, ", ");
  }
  return 0;
}

int ps_main(int count, char **arguments) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  struct process own;
  const char *listed = NULL;
  int all = 0, printed = 0, option, i;
  if (count > 1 && *arguments[1] != '-') {
    all = strpbrk(arguments[1], "ax") != NULL;
    count = 1;
  }
  while ((option = getopt(count, arguments, "eAaxo:p:")) >= 0) {
    switch (option) {
      case 'o': choose(optarg); break;
      case 'p': listed = optarg; break;
      case '?': exit(1);
      default: all = 1;
    }
  }
  if (!count_chosen) {
    count_chosen = 4;
    without_headings = 0;
  }
  if (!proc || !read_process(0, &own)) {
    fputs("Error, do this: mount -t proc proc /proc\n", stderr);
    return 1;
  }
  for (i = 0; !without_headings && i < count_chosen; i++) {
    print_cell(headings[i], chosen[i], i == count_chosen - 1);
  }
  while ((entry = readdir(proc)) != NULL) {
    struct process process;
    int pid = atoi(entry->d_name);
    int shown = pid > 0 && read_process(pid, &process) &&
                (listed ? is_listed(listed, pid) : all || process.session == own.session);
    if (shown) {
      print_process(&process);
      printed = 1;
    }
  }
  closedir(proc);
  return !printed;
}

/* Lists processes, or with a signal sends it to them. */
static int find_processes(int count, char **arguments, int signal) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  int exact = 0, counts = 0, full = 0, names = 0, parent = -1, found = 0, option;
  while ((option = getopt(count, arguments, "xcflP:")) >= 0) {
    switch (option) {
      case 'x': exact = 1; break;
      case 'c': counts = 1; break;
      case 'f': full = 1; break;
      case 'l': names = 1; break;
      case 'P': parent = atoi(optarg); break;
      default: try_help(2);
    }
  }
  if (optind == count && parent < 0) {
    warn("no matching criteria specified");
    try_help(2);
  }
  while (proc && (entry = readdir(proc)) != NULL) {
    struct process process;
    char line[1024];
    const char *wanted = optind < count ? arguments[optind] : "";
    int pid = atoi(entry->d_name);
    if (pid <= 0 || pid == getpid() || !read_process(pid, &process)) {
      continue;
    }
    snprintf(line, sizeof line, "%s", process.name);
    if (full) {
      command_line(pid, line, sizeof line, process.name);
    }
    if ((exact ? strcmp(line, wanted) == 0 : strstr(line, wanted) != NULL) &&
        (parent < 0 || process.parent == parent)) {
      found++;
      if (signal) {
        if (kill(pid, signal) != 0) {
          warn_errno("killing pid %d failed", pid);
        }
      } else if (!counts && names) {
        printf("%d %s\n", pid, process.name);
      } else if (!counts) {
        printf("%d\n", pid);
      }
    }
  }
  if (counts) {
    printf("%d\n", found);
  }
  return !found;
}

int pgrep_main(int count, char **arguments) { return find_processes(count, arguments, 0); }

int pkill_main(int count, char **arguments) {
  int signal = SIGTERM;
  if (count > 1 && arguments[1][0] == '-' && signal_number(arguments[1] + 1) > 0) {
    signal = signal_number(arguments[1] + 1);
    arguments[1] = arguments[0];
    arguments++;
    count--;
  }
  return find_processes(count, arguments, signal);
}
