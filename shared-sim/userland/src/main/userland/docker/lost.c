/* A container whose shim has been killed: nobody is left to see its end. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "network.h"

/* The shim holds the place where its end is waited for: with nobody there, it cannot be opened. */
static int has_shim(const struct json *container) {
  int end = open(format(RUN_ROOT "/%s.end", json_text(container, "Id")),
                 O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (end >= 0) {
    close(end);
  }
  return end >= 0;
}

void kill_all_of(const struct json *container) {
  char *path = format(GROUPS "/docker/%s/cgroup.procs", json_text(container, "Id")), *all;
  int rounds = 0;
  while (rounds++ < 100 && (all = read_file(path)) && *all) {
    char *at = all, *next;
    int pid;
    for (; (pid = (int)strtol(at, &next, 10)) > 0; at = next) {
      kill(pid, SIGKILL);
    }
    free(all);
    poll(NULL, 0, 1);
  }
}

int is_lost(const struct json *container) { return is_running(container) && !has_shim(container); }

void bury(struct json *container) {
  freeze_group(container, 0);
  kill_all_of(container);
  unlink(format(RUN_ROOT "/%s.end", json_text(container, "Id")));
  json_set_string(container, "State.Status", "exited");
  json_set_boolean(container, "State.Running", 0);
  json_set_boolean(container, "State.Paused", 0);
  json_set_number(container, "State.Pid", 0);
  json_set_number(container, "State.ExitCode", 128 + SIGKILL);
  json_set_string(container, "State.FinishedAt", time_now());
  forget_addresses(container);
  keep_container(container);
  remove_group(container);
  unmount_root(container);
}
