/* ps(1), from what /proc says. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

struct process {
  int pid, parent, session, terminal;
  char state;
  char name[64];
  unsigned long user, system;
};

static int read_process(int pid, struct process *process) {
  char path[64];
  char line[512];
  char *close;
  FILE *file;
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  file = fopen(path, "r");
  if (!file) {
    return 0;
  }
  if (!fgets(line, sizeof line, file)) {
    fclose(file);
    return 0;
  }
  fclose(file);
  close = strrchr(line, ')');
  if (!close) {
    return 0;
  }
  *close = 0;
  process->pid = pid;
  snprintf(process->name, sizeof process->name, "%s", strchr(line, '(') + 1);
  return sscanf(close + 2, "%c %d %*d %d %d %*d %*u %*u %*u %*u %*u %lu %lu", &process->state,
                &process->parent, &process->session, &process->terminal, &process->user,
                &process->system) == 6;
}

/** The name of a terminal by its number (proc(5), tty_nr). */
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

static void print_process(const struct process *process) {
  char name[16];
  unsigned long seconds = (process->user + process->system) / 100;
  printf("%7d %-8s %02lu:%02lu:%02lu %s\n", process->pid,
         terminal_name(process->terminal, name, sizeof name),
         seconds / 3600, seconds / 60 % 60, seconds % 60, process->name);
}

int ps_main(int count, char **arguments) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  struct process own;
  int all = count > 1 && strpbrk(arguments[1], "eAax") != NULL;
  if (!proc || !read_process(getpid(), &own)) {
    fputs("Error, do this: mount -t proc proc /proc\n", stderr);
    return 1;
  }
  puts("    PID TTY          TIME CMD");
  while ((entry = readdir(proc)) != NULL) {
    struct process process;
    int pid = atoi(entry->d_name);
    if (pid > 0 && read_process(pid, &process) && (all || process.session == own.session)) {
      print_process(&process);
    }
  }
  closedir(proc);
  return 0;
}
