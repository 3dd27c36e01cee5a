/* pgrep(1) and pkill(1), from what /proc says. */
#include <dirent.h>
#include <getopt.h>
#include <regex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/signals.h"
#include "process.h"
#include "programs.h"

static struct {
  int exact, counts, full, names, lines, inverts, any_case, newest, oldest, parent;
} asked;

static int take_options(int count, char **arguments) {
  int option;
  memset(&asked, 0, sizeof asked);
  asked.parent = -1;
  while ((option = getopt(count, arguments, "acfilnovxP:")) >= 0) {
    switch (option) {
      case 'a':
        asked.names = asked.lines = 1;
        break;
      case 'c':
        asked.counts = 1;
        break;
      case 'f':
        asked.full = 1;
        break;
      case 'i':
        asked.any_case = 1;
        break;
      case 'l':
        asked.names = 1;
        break;
      case 'n':
        asked.newest = 1;
        break;
      case 'o':
        asked.oldest = 1;
        break;
      case 'v':
        asked.inverts = 1;
        break;
      case 'x':
        asked.exact = 1;
        break;
      case 'P':
        asked.parent = atoi(optarg);
        break;
      default:
        try_help(2);
    }
  }
  if (optind == count && asked.parent < 0) {
    warn("no matching criteria specified");
    try_help(2);
  }
  return optind;
}

/* An extended regular expression, which -x wants to be all of it. */
static void compile(regex_t *wanted, const char *pattern) {
  char whole[1024], why[128];
  int failed;
  snprintf(whole, sizeof whole, asked.exact ? "^(%s)$" : "%s", pattern);
  failed = regcomp(wanted, whole, REG_EXTENDED | REG_NOSUB | (asked.any_case ? REG_ICASE : 0));
  if (failed) {
    regerror(failed, wanted, why, sizeof why);
    die(2, "regex error: %s", why);
  }
}

static int is_wanted(const struct process *process, const regex_t *wanted) {
  char line[1024];
  snprintf(line, sizeof line, "%s", process->name);
  if (asked.full) {
    command_line(process->pid, line, sizeof line, process->name);
  }
  return ((regexec(wanted, line, 0, NULL, 0) == 0 &&
           (asked.parent < 0 || process->parent == asked.parent)) != 0) != asked.inverts;
}

static void act_on(const struct process *process, int signal) {
  char line[1024];
  if (signal) {
    if (kill(process->pid, signal) != 0) {
      warn_errno("killing pid %d failed", process->pid);
    }
  } else if (asked.counts) {
    return;
  } else if (asked.names) {
    command_line(process->pid, line, sizeof line, process->name);
    printf("%d %s\n", process->pid, asked.lines ? line : process->name);
  } else {
    printf("%d\n", process->pid);
  }
}

/* Lists processes, or with a signal sends it to them. */
static int find_processes(int count, char **arguments, int signal) {
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  struct process process, chosen;
  regex_t wanted;
  int found = 0, at = take_options(count, arguments);
  compile(&wanted, at < count ? arguments[at] : "");
  while (proc && (entry = readdir(proc)) != NULL) {
    int pid = atoi(entry->d_name);
    if (pid <= 0 || pid == getpid() || !read_process(pid, &process) ||
        !is_wanted(&process, &wanted)) {
      continue;
    }
    if (!asked.newest && !asked.oldest) {
      act_on(&process, signal);
    } else if (!found ||
               (asked.newest ? process.began >= chosen.began : process.began < chosen.began)) {
      chosen = process;
    }
    found++;
  }
  if (found && (asked.newest || asked.oldest)) {
    found = 1;
    act_on(&chosen, signal);
  }
  if (asked.counts) {
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
