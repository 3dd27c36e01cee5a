/* pgrep(1) and pkill(1), from what /proc says. */
#include <dirent.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/signals.h"
#include "process.h"
#include "programs.h"

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
