/* ps(1): processes as procps 4.0.4 shows them, from what /proc says. */
#include "ps.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

static double up;
static time_t now;

/* The others are the same by another name, with a heading of their own. */
const struct field fields[] = {{"pid", "PID", 5, 1, NULL},
                               {"ppid", "PPID", 5, 1, NULL},
                               {"pgid", "PGID", 5, 1, NULL},
                               {"sid", "SID", 5, 1, NULL},
                               {"tty", "TT", 8, 0, NULL},
                               {"time", "TIME", 8, 1, NULL},
                               {"comm", "COMMAND", 15, 0, NULL},
                               {"args", "COMMAND", 27, 0, NULL},
                               {"user", "USER", 8, 0, NULL},
                               {"uid", "UID", 5, 1, NULL},
                               {"stat", "STAT", 4, 0, NULL},
                               {"s", "S", 1, 0, NULL},
                               {"c", "C", 2, 1, NULL},
                               {"%cpu", "%CPU", 4, 1, NULL},
                               {"%mem", "%MEM", 4, 1, NULL},
                               {"vsz", "VSZ", 6, 1, NULL},
                               {"rss", "RSS", 5, 1, NULL},
                               {"stime", "STIME", 5, 1, NULL},
                               {"start", "STARTED", 8, 1, NULL},
                               {"bsdtime", "TIME", 6, 1, NULL},
                               {"f", "F", 1, 1, NULL},
                               {"pri", "PRI", 3, 1, NULL},
                               {"opri", "PRI", 3, 1, NULL},
                               {"priority", "PRI", 3, 1, NULL},
                               {"ni", "NI", 3, 1, NULL},
                               {"addr", "ADDR", 1, 0, NULL},
                               {"sz", "SZ", 5, 1, NULL},
                               {"wchan", "WCHAN", 6, 0, NULL},
                               {"tpgid", "TPGID", 5, 1, NULL},
                               {"nlwp", "NLWP", 4, 1, NULL},
                               {"psr", "PSR", 3, 1, NULL},
                               {"etime", "ELAPSED", 11, 1, NULL},
                               {"etimes", "ELAPSED", 7, 1, NULL},
                               {"ruser", "RUSER", 8, 0, NULL},
                               {"ruid", "RUID", 5, 1, NULL},
                               {"lwp", "LWP", 5, 1, NULL},
                               {"tid", "TID", 5, 1, "lwp"},
                               {"spid", "SPID", 5, 1, "lwp"},
                               {"lstart", "STARTED", 24, 1, NULL},
                               {"cputimes", "TIME", 8, 1, NULL},
                               {"pgrp", "PGRP", 5, 1, "pgid"},
                               {"sess", "SESS", 5, 1, "sid"},
                               {"session", "SESS", 5, 1, "sid"},
                               {"tt", "TT", 8, 0, "tty"},
                               {"tname", "TTY", 8, 0, "tty"},
                               {"cmd", "CMD", 27, 0, "args"},
                               {"command", "COMMAND", 27, 0, "args"},
                               {"ucmd", "CMD", 15, 0, "comm"},
                               {"ucomm", "COMMAND", 15, 0, "comm"},
                               {"euser", "EUSER", 8, 0, "user"},
                               {"uname", "USER", 8, 0, "user"},
                               {"euid", "EUID", 5, 1, "uid"},
                               {"state", "S", 1, 0, "s"},
                               {"pcpu", "%CPU", 4, 1, "%cpu"},
                               {"pmem", "%MEM", 4, 1, "%mem"},
                               {"vsize", "VSZ", 6, 1, "vsz"},
                               {"rssize", "RSS", 5, 1, "rss"},
                               {"rsz", "RSZ", 5, 1, "rss"},
                               {"nice", "NI", 3, 1, "ni"},
                               {"thcount", "THCNT", 5, 1, "nlwp"},
                               {"cputime", "TIME", 8, 1, "time"},
                               {"flags", "F", 1, 1, "f"},
                               {"flag", "F", 1, 1, "f"},
                               {"start_time", "START", 5, 1, "stime"},
                               {"bsdstart", "START", 6, 1, "stime"},
                               {"tgid", "TGID", 5, 1, "pid"},
                               {NULL, NULL, 0, 0, NULL}};

int field_named(const char *name) {
  int i;
  for (i = 0; fields[i].name; i++) {
    if (strcmp(fields[i].name, name) == 0) {
      return i;
    }
  }
  return -1;
}

const char *by_letter(char letter) {
  static const char *const names[] = {"Cpcpu", "Pppid",  "Uuser", "aargs",  "ccomm",
                                      "nnice", "ppid",   "rpgid", "tetime", "uruser",
                                      "xtime", "ytname", "zvsz",  NULL};
  int i;
  for (i = 0; names[i] && names[i][0] != letter; i++) {
  }
  return names[i] ? names[i] + 1 : "";
}

void with_threads(const char *list, int kind, int full, char *whole, size_t room) {
  const char *parent = strstr(list, "ppid "), *pid = strstr(list, "pid "), *at = list;
  const char *shares = NULL;
  int length;
  if (kind == 'L') {
    at = parent ? parent + 5 : strstr(list, "tty");
    shares = full ? strstr(at, "c ") : NULL;
  } else if (kind) {
    at = pid + 4;
  }
  length = snprintf(whole, room, "%.*s%s", (int)(at - list), list,
                    !kind         ? ""
                    : kind == 'L' ? "lwp "
                                  : "spid ");
  if (shares) {
    length +=
        snprintf(whole + length, room - (size_t)length, "%.*s nlwp", (int)(shares + 1 - at), at);
    at = shares + 1;
  }
  snprintf(whole + length, room - (size_t)length, "%s", at);
}

static const char *kind_of(int field) {
  return fields[field].as ? fields[field].as : fields[field].name;
}

void note_time(void) {
  up = seconds_up();
  now = time(NULL);
}

static double seconds_of(const struct process *process) {
  double seconds = up - (double)process->began / 100;
  return seconds > 0 ? seconds : 0;
}

/* Of the time that it has been there, in tenths of a percent. */
unsigned long share_of(const struct process *process) {
  double seconds = (double)(unsigned long)seconds_of(process);
  return seconds > 0 ? (unsigned long)((double)(process->run + process->system) * 10 / seconds) : 0;
}

unsigned long memory_share(const struct process *process) {
  unsigned long all = (unsigned long)sysconf(_SC_PHYS_PAGES);
  return all ? process->resident_pages * 1000 / all : 0;
}

static void name_of_user(int number, char *text, size_t room) {
  struct passwd *user = getpwuid((uid_t)number);
  if (!user) {
    snprintf(text, room, "%d", number);
  } else if (strlen(user->pw_name) > 8) {
    snprintf(text, room, "%.7s+", user->pw_name);
  } else {
    snprintf(text, room, "%s", user->pw_name);
  }
}

/* "15:04" of today, "Nov30" of this year, else the year. */
static void start_text(const struct process *process, char *text, size_t room) {
  time_t began = now - (time_t)seconds_of(process);
  struct tm today = *localtime(&now), then = *localtime(&began);
  strftime(text, room,
           today.tm_year != then.tm_year   ? "%Y"
           : today.tm_yday != then.tm_yday ? "%b%d"
                                           : "%H:%M",
           &then);
}

static void elapsed_text(unsigned long seconds, char *text, size_t room) {
  unsigned long days = seconds / 86400, hours = seconds / 3600 % 24;
  char before[32] = "";
  if (days) {
    snprintf(before, sizeof before, "%lu-%02lu:", days, hours);
  } else if (hours) {
    snprintf(before, sizeof before, "%02lu:", hours);
  }
  snprintf(text, room, "%s%02lu:%02lu", before, seconds / 60 % 60, seconds % 60);
}

static void time_text(unsigned long seconds, char *text, size_t room) {
  unsigned long days = seconds / 86400;
  char before[24] = "";
  if (days) {
    snprintf(before, sizeof before, "%lu-", days);
  }
  snprintf(text, room, "%s%02lu:%02lu:%02lu", before, seconds / 3600 % 24, seconds / 60 % 60,
           seconds % 60);
}

static void state_text(const struct process *process, char *text) {
  *text++ = process->state;
  if (process->nice) {
    *text++ = process->nice < 0 ? '<' : 'N';
  }
  if (process->locked) {
    *text++ = 'L';
  }
  if (process->session == process->pid) {
    *text++ = 's';
  }
  if (process->threads > 1) {
    *text++ = 'l';
  }
  if (process->foreground == process->group && process->foreground > 0) {
    *text++ = '+';
  }
  *text = 0;
}

static void text_cell(const struct process *process, const char *name, char *text, size_t room) {
  unsigned long seconds = (process->run + process->system) / 100;
  time_t began = now - (time_t)seconds_of(process);
  char terminal[16];
  *text = 0;
  if (!strcmp(name, "tty")) {
    snprintf(text, room, "%s", terminal_name(process->terminal, terminal, sizeof terminal));
  } else if (!strcmp(name, "time")) {
    time_text(seconds, text, room);
  } else if (!strcmp(name, "bsdtime")) {
    snprintf(text, room, "%lu:%02lu", seconds / 60, seconds % 60);
  } else if (!strcmp(name, "comm")) {
    snprintf(text, room, "%s%s", process->name, process->state == 'Z' ? " <defunct>" : "");
  } else if (!strcmp(name, "args")) {
    command_line(process->pid, text, room, process->name);
    if (process->state == 'Z') {
      snprintf(text, room, "[%s] <defunct>", process->name);
    }
  } else if (!strcmp(name, "user") || !strcmp(name, "ruser")) {
    name_of_user(*name == 'u' ? process->user : process->real_user, text, room);
  } else if (!strcmp(name, "stat")) {
    state_text(process, text);
  } else if (!strcmp(name, "s")) {
    snprintf(text, room, "%c", process->state);
  } else if (!strcmp(name, "%cpu") || !strcmp(name, "%mem")) {
    unsigned long share = name[1] == 'c' ? share_of(process) : memory_share(process);
    snprintf(text, room, share > 999 ? "%lu" : "%lu.%lu", share / 10, share % 10);
  } else if (!strcmp(name, "stime")) {
    start_text(process, text, room);
  } else if (!strcmp(name, "start")) {
    strftime(text, room, seconds_of(process) < 86400 ? "%H:%M:%S" : "  %b %d", localtime(&began));
  } else if (!strcmp(name, "etime")) {
    elapsed_text((unsigned long)seconds_of(process), text, room);
  } else if (!strcmp(name, "lstart")) {
    strftime(text, room, "%a %b %e %H:%M:%S %Y", localtime(&began));
  } else if (!strcmp(name, "addr")) {
    strcpy(text, "-");
  } else if (!strcmp(name, "wchan")) {
    waiting_in(process, text, room);
  } else if (!strcmp(name, "tpgid")) {
    snprintf(text, room, "%d", process->foreground);
  }
}

static unsigned long number_of(const struct process *process, const char *name) {
  unsigned long share = share_of(process) / 10;
  return !strcmp(name, "pid")      ? (unsigned long)process->pid
         : !strcmp(name, "ppid")   ? (unsigned long)process->parent
         : !strcmp(name, "pgid")   ? (unsigned long)process->group
         : !strcmp(name, "sid")    ? (unsigned long)process->session
         : !strcmp(name, "uid")    ? (unsigned long)process->user
         : !strcmp(name, "ruid")   ? (unsigned long)process->real_user
         : !strcmp(name, "c")      ? (share > 99 ? 99 : share)
         : !strcmp(name, "vsz")    ? process->virtual_bytes / 1024
         : !strcmp(name, "rss")    ? process->resident_pages * 4
         : !strcmp(name, "sz")     ? process->virtual_bytes / 4096
         : !strcmp(name, "psr")    ? (unsigned long)process->processor
         : !strcmp(name, "lwp")    ? (unsigned long)process->thread
         : !strcmp(name, "nlwp")   ? (unsigned long)process->threads
         : !strcmp(name, "etimes") ? (unsigned long)seconds_of(process)
         : !strcmp(name, "f")      ? (unsigned long)(process->flags >> 6 & 7)
                                   : (process->run + process->system) / 100;
}

void cell_text(const struct process *process, int field, char *text, size_t room) {
  const char *name = kind_of(field);
  char *at;
  text_cell(process, name, text, room);
  for (at = text; *at; at++) {
    if ((unsigned char)*at < ' ' || *at == 127) {
      *at = '?'; /* nothing of a process's own reaches the terminal as a command */
    }
  }
  if (*text) {
    return;
  }
  if (!strcmp(name, "ni")) {
    snprintf(text, room, "%d", process->nice);
  } else if (!strcmp(name, "pri") || !strcmp(name, "opri") || !strcmp(name, "priority")) {
    snprintf(text, room, "%d",
             *name == 'o'     ? process->priority + 60
             : name[3] == 'o' ? process->priority
                              : 39 - process->priority);
  } else {
    snprintf(text, room, "%lu", number_of(process, name));
  }
}

static int is_one_of(const char *name, const char *list) {
  char word[32];
  snprintf(word, sizeof word, " %s ", name);
  return strstr(list, word) != NULL;
}

/* As --sort compares by one field: below 0, 0 or above 0. */
int compare_by(int field, const struct process *one, const struct process *other) {
  const char *name = kind_of(field);
  char a[1024], b[1024];
  long long difference;
  if (!strcmp(name, "%cpu") || !strcmp(name, "%mem")) {
    difference = name[1] == 'c' ? (long long)share_of(one) - (long long)share_of(other)
                                : (long long)memory_share(one) - (long long)memory_share(other);
  } else if (!strcmp(name, "etimes")) {
    difference = (long long)other->began - (long long)one->began;
  } else if (is_one_of(name, " stime start etime lstart ")) {
    difference = (long long)one->began - (long long)other->began;
  } else if (is_one_of(name, " time bsdtime cputimes ")) {
    difference = (long long)(one->run + one->system) - (long long)(other->run + other->system);
  } else if (!strcmp(name, "ni") || !strcmp(name, "pri")) {
    difference = one->nice - other->nice;
  } else {
    cell_text(one, field, a, sizeof a);
    cell_text(other, field, b, sizeof b);
    difference = fields[field].right ? atoll(a) - atoll(b) : strcmp(a, b);
  }
  return (difference > 0) - (difference < 0);
}
