/* Restart policies: whether a container that has ended is started again, and when. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "docker.h"

/* Milliseconds before it is started again: twice as many each time, unless it ran for a while. */
enum { FIRST_WAIT = 100, LONGEST_WAIT = 60000 };
#define LONG_RUN 10 /* seconds */

failure read_policy(const char *text, struct json *policy) {
  size_t length = strcspn(text, ":");
  const char *count = text[length] ? text + length + 1 : NULL;
  char *end;
  long most = 0;
  if (count && !length) {
    return format("invalid restart policy format: no policy provided before colon");
  }
  if (count) {
    errno = 0;
    most = strtol(count, &end, 10);
    if (end == count || *end || isspace((unsigned char)*count) || errno || most > INT_MAX ||
        most < INT_MIN) {
      return format("invalid restart policy format: maximum retry count must be an integer");
    }
  }
  json_set_string(policy, "Name", length ? format("%.*s", (int)length, text) : "no");
  json_set_number(policy, "MaximumRetryCount", most);
  return NULL;
}

failure check_policy(const struct json *policy) {
  const char *name = json_text(policy, "Name");
  long long most = json_integer(policy, "MaximumRetryCount");
  if (!strcmp(name, "on-failure")) {
    return most < 0 ? format("invalid restart policy: maximum retry count cannot be negative")
                    : NULL;
  }
  if (strcmp(name, "no") && strcmp(name, "always") && strcmp(name, "unless-stopped")) {
    return format(
        "invalid restart policy: unknown policy '%s'; use one of 'no', 'always', "
        "'on-failure', or 'unless-stopped'",
        name);
  }
  return most ? format(
                    "invalid restart policy: maximum retry count can only be used with "
                    "'on-failure'")
              : NULL;
}

static char *stop_mark(const struct json *container) { return run_file(container, "stopped"); }

void mark_stopped(struct json *container) {
  failure failed;
  close(open(stop_mark(container), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  lock_store();
  container = find_container(json_text(container, "Id"), &failed);
  if (container && is_restarting(container)) {
    json_set_boolean(container, "State.Restarting", 0);
    json_set_string(container, "State.Status", "exited");
    keep_container(container);
  }
  unlock_store();
}

void forget_stop(const struct json *container) { unlink(stop_mark(container)); }

int is_restarting(const struct json *container) {
  return json_truth(container, "State.Restarting");
}

static int is_wanted_again(const struct json *container) {
  const char *name = json_text(container, "HostConfig.RestartPolicy.Name");
  long long most = json_integer(container, "HostConfig.RestartPolicy.MaximumRetryCount");
  if (access(stop_mark(container), F_OK) == 0 || !strcmp(name, "no")) {
    return 0;
  }
  return strcmp(name, "on-failure") ||
         (json_integer(container, "State.ExitCode") != 0 &&
          (most == 0 || json_integer(container, "RestartCount") < most));
}

/* The container under the store's lock, where it is to be started again. */
static struct json *container_to_restart(const char *id) {
  failure failed;
  struct json *container = find_container(id, &failed);
  return container && !is_running(container) ? container : NULL;
}

void start_later(const char *id, int waited, time_t began) {
  struct json *container;
  struct start how = {0, 0, 0, FIRST_WAIT, 0, 0, -1, NULL};
  struct timespec pause;
  int wanted, status;
  lock_store();
  container = container_to_restart(id);
  wanted = container && is_wanted_again(container);
  if (wanted) {
    json_set_boolean(container, "State.Restarting", 1);
    json_set_string(container, "State.Status", "restarting");
    json_set_number(container, "RestartCount", json_integer(container, "RestartCount") + 1);
    keep_container(container);
  }
  unlock_store();
  if (!wanted) {
    return;
  }
  if (waited && time(NULL) - began < LONG_RUN) {
    how.waited = 2 * waited < LONGEST_WAIT ? 2 * waited : LONGEST_WAIT;
  }
  pause.tv_sec = how.waited / 1000;
  pause.tv_nsec = how.waited % 1000 * 1000000L;
  while (nanosleep(&pause, &pause) < 0 && errno == EINTR) {
  }
  lock_store();
  container = container_to_restart(id);
  wanted = container && is_restarting(container);
  unlock_store();
  if (wanted) {
    how.interactive = json_truth(container, "Config.OpenStdin");
    start_container(container, &how, &status);
  }
}
