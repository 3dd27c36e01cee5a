/* renice(1), for processes by their numbers. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "programs.h"

static void change(int pid, int priority) {
  int before;
  errno = 0;
  before = getpriority(PRIO_PROCESS, (id_t)pid);
  if (errno) {
    warn_errno("failed to get priority for %d (process ID)", pid);
  } else if (setpriority(PRIO_PROCESS, (id_t)pid, priority) < 0) {
    warn_errno("failed to set priority for %d (process ID)", pid);
  } else {
    printf("%d (process ID) old priority %d, new priority %d\n", pid, before,
           getpriority(PRIO_PROCESS, (id_t)pid));
  }
}

int renice_main(int count, char **arguments) {
  int i = 1, priority;
  char *end;
  i += i < count && (strcmp(arguments[i], "-n") == 0 || strcmp(arguments[i], "--priority") == 0);
  if (count - i < 2) {
    die(1, "not enough arguments");
  }
  priority = (int)strtol(arguments[i], &end, 10);
  if (*end) {
    die(1, "invalid priority '%s'", arguments[i]);
  }
  for (i++; i < count; i++) {
    if (strcmp(arguments[i], "-p") != 0) {
      change(atoi(arguments[i]), priority);
    }
  }
  return tool_status;
}
