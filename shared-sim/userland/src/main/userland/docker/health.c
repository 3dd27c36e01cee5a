/* Whether a container does what it is for: a command that is run in it again and again. */
#include "health.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "events.h"

#define SECOND 1000000000LL
#define MOST_RESULTS 5
#define MOST_OUTPUT 4096
#define EXCEEDED "Health check exceeded timeout (%s)"

static const char *const times[][2] = {{"health-interval", "Interval"},
                                       {"health-timeout", "Timeout"},
                                       {"health-start-period", "StartPeriod"},
                                       {"health-start-interval", "StartInterval"}};

/* What is asked for by the flags of run and create. */
void take_health(struct json *container, const struct asked *asked) {
  struct json *health = json_object(), *test = json_array();
  struct json *words = json_get(asked->values, "health-cmd");
  const char *command = words && words->kind == STRING ? words->text : "";
  unsigned i;
  for (i = 0; i < sizeof times / sizeof *times; i++) {
    const char *text = option_text(asked, times[i][0]);
    long long time = nanoseconds_of(text);
    if (time < 0) {
      refuse_flag(format("--%s", times[i][0]), text,
                  format("time: invalid duration %s", json_line(json_string(text))));
    }
    if (time && time < SECOND / 1000) {
      refuse_engine(format("%s in Healthcheck cannot be less than 1ms", times[i][1]), 1);
    }
    if (time) {
      json_set_number(health, times[i][1], time);
    }
  }
  if (option_given(asked, "health-retries")) {
    json_set_number(health, "Retries", json_integer(asked->values, "health-retries"));
  }
  if (json_integer(health, "Retries") < 0) {
    refuse_run("--health-retries cannot be negative", 1);
  }
  if (option_truth(asked, "no-healthcheck")) {
    if (health->count || *command) {
      refuse_run("--no-healthcheck conflicts with --health-* options", 1);
    }
    json_push(test, json_string("NONE"));
  } else if (words && words->kind == ARRAY) {
    test = words;
  } else if (*command) {
    json_push(test, json_string("CMD-SHELL"));
    json_push(test, json_string(command));
  }
  if (test->count) {
    json_set(health, "Test", test);
  }
  if (health->count) {
    json_set(container, "Config.Healthcheck", health);
  }
}

/* What nothing is said of is as the image has it; in the order in which it is shown. */
void fill_health(struct json *container, const struct json *image) {
  static const char *const names[] = {"Test",        "Interval",      "Timeout",
                                      "StartPeriod", "StartInterval", "Retries"};
  const struct json *own = json_get(container, "Config.Healthcheck");
  struct json *all = json_object();
  unsigned i;
  for (i = 0; i < sizeof names / sizeof *names; i++) {
    struct json *value = own && own->kind == OBJECT ? json_member(own, names[i]) : NULL;
    if (!value && image && image->kind == OBJECT) {
      value = json_member(image, names[i]);
    }
    if (value) {
      json_put(all, names[i], value);
    }
  }
  json_set(container, "Config.Healthcheck", all->count ? all : json_null());
}

int has_health(const struct json *container) {
  const struct json *test = json_get(container, "Config.Healthcheck.Test");
  return test && test->count && strcmp(test->values[0]->text, "NONE");
}

void begin_health(struct json *container) {
  struct json *state = json_get(container, "State");
  json_remove(state, "Health");
  if (has_health(container)) {
    json_set(state, "Health", json_object());
    json_set_string(state, "Health.Status", "starting");
    json_set_number(state, "Health.FailingStreak", 0);
    json_set(state, "Health.Log", json_array());
  }
}

void end_health(struct json *container) {
  if (json_get(container, "State.Health")) {
    json_set_string(container, "State.Health.Status", "unhealthy");
  }
}

const char *health_text(const struct json *container) {
  const char *status = json_text(container, "State.Health.Status");
  return !*status                      ? ""
         : !strcmp(status, "starting") ? " (health: starting)"
                                       : format(" (%s)", status);
}

static long long time_of(const struct json *container, const char *name, long long otherwise) {
  long long time = json_integer(container, format("Config.Healthcheck.%s", name));
  return time > 0 ? time : otherwise;
}

/* A moment as 2006-01-02T15:04:05.123456789Z has it. */
static long long nanoseconds_at(const char *moment) {
  const char *fraction = strchr(moment, '.');
  return seconds_of(moment) * SECOND +
         (fraction ? atoll(format("%.9s", format("%s000000000", fraction + 1))) : 0);
}

static int is_young(const struct json *container) {
  long long began = nanoseconds_at(json_text(container, "State.StartedAt"));
  return nanoseconds_at(time_now()) - began < time_of(container, "StartPeriod", 0);
}

static int is_starting(const struct json *container) {
  return !strcmp(json_text(container, "State.Health.Status"), "starting");
}

static void rest(const struct json *container) {
  long long time = is_starting(container) && is_young(container)
                       ? time_of(container, "StartInterval", 5 * SECOND)
                       : time_of(container, "Interval", 30 * SECOND);
  struct timespec pause = {(time_t)(time / SECOND), (long)(time % SECOND)};
  while (nanosleep(&pause, &pause) < 0 && errno == EINTR) {
  }
}

/* What one run of the command has come to. */
struct result {
  char *began, output[MOST_OUTPUT + 128];
  int code;
};

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

/* Reads to the end, or until the time is over: 0 then. */
static int hear(int from, long long until, char *output) {
  size_t length = 0;
  char bytes[512];
  for (;;) {
    long long left = (until - now()) / 1000000;
    struct pollfd wait = {from, POLLIN, 0};
    ssize_t count;
    if (left < 0 || poll(&wait, 1, (int)left) == 0) {
      return 0;
    }
    count = read(from, bytes, sizeof bytes);
    if (count <= 0) {
      return 1;
    }
    if (length + (size_t)count > MOST_OUTPUT) {
      count = (ssize_t)(MOST_OUTPUT - length);
    }
    memcpy(output + length, bytes, (size_t)count);
    output[length += (size_t)count] = 0;
  }
}

static char **words_of(const struct json *container) {
  const struct json *test = json_get(container, "Config.Healthcheck.Test");
  int i, is_shell = !strcmp(test->values[0]->text, "CMD-SHELL");
  char **words = allocate(sizeof *words * (size_t)(test->count + 4)), **at = words;
  if (is_shell) {
    *at++ = (char *)"/bin/sh";
    *at++ = (char *)"-c";
  }
  for (i = 1; i < test->count; i++) {
    *at++ = test->values[i]->text;
  }
  *at = NULL;
  return words;
}

static int parent_of(int pid) {
  char *text = read_file(format("/proc/%d/stat", pid)), *close = text ? strrchr(text, ')') : NULL;
  int parent = 0;
  if (close) {
    sscanf(close + 1, " %*c %d", &parent);
  }
  return parent;
}

/* Those that it has started, and it; the one inside has no way to ask for that by itself. */
static void kill_below(int pid) {
  DIR *all = opendir("/proc");
  struct dirent *entry;
  while (all && (entry = readdir(all))) {
    int child = atoi(entry->d_name);
    if (child > 0 && parent_of(child) == pid) {
      kill_below(child);
    }
  }
  if (all) {
    closedir(all);
  }
  kill(pid, SIGKILL);
}

static void probe(const struct json *container, struct result *result) {
  long long most = time_of(container, "Timeout", 30 * SECOND);
  int ends[2], pid, status = 0, in_time;
  result->began = time_now();
  result->code = -1;
  *result->output = 0;
  if (pipe2(ends, O_CLOEXEC) < 0) {
    snprintf(result->output, sizeof result->output, "%s", reason(errno));
    return;
  }
  pid = start_inside(container, words_of(container), ends[1]);
  close(ends[1]);
  if (pid < 0) {
    snprintf(result->output, sizeof result->output, "%s", reason(errno));
    close(ends[0]);
    return;
  }
  in_time = hear(ends[0], now() + most, result->output);
  close(ends[0]);
  if (!in_time) {
    kill_below(pid);
  }
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!in_time) {
    char *said =
        format(EXCEEDED "%s%s",
               most % SECOND ? format("%lldms", most / 1000000) : format("%llds", most / SECOND),
               *result->output ? ": " : "", result->output);
    snprintf(result->output, sizeof result->output, "%s", said);
  } else {
    result->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
}

static void keep_result(struct json *health, const struct result *result) {
  struct json *one = json_object(), *log = json_get(health, "Log");
  json_set_string(one, "Start", result->began);
  json_set_string(one, "End", time_now());
  json_set_number(one, "ExitCode", result->code);
  json_set_string(one, "Output", result->output);
  json_push(log, one);
  if (log->count > MOST_RESULTS) {
    memmove(log->values, log->values + 1, sizeof *log->values * (size_t)--log->count);
  }
}

/* What the container is called by now: healthy at once, unhealthy after so many in a row. */
static void judge(struct json *container, const struct result *result) {
  struct json *health = json_get(container, "State.Health");
  char *before = format("%s", json_text(health, "Status"));
  long long streak = json_integer(health, "FailingStreak");
  keep_result(health, result);
  if (result->code == 0) {
    json_set_number(health, "FailingStreak", 0);
    json_set_string(health, "Status", "healthy");
  } else if (!is_starting(container) || !is_young(container)) {
    long long most = json_integer(container, "Config.Healthcheck.Retries");
    json_set_number(health, "FailingStreak", ++streak);
    if (streak >= (most ? most : 3)) {
      json_set_string(health, "Status", "unhealthy");
    }
  }
  keep_container(container);
  if (strcmp(before, json_text(health, "Status"))) {
    tell_of_container(container, format("health_status: %s", json_text(health, "Status")), NULL);
  }
}

/* One rest and one run of the command; whether there is another one. */
static int look_once(const char *id) {
  failure failed;
  struct json *container = find_container(id, &failed);
  struct result result;
  if (!container || !is_running(container)) {
    return 0;
  }
  rest(container);
  container = find_container(id, &failed);
  if (!container || !is_running(container)) {
    return 0;
  }
  if (json_truth(container, "State.Paused")) {
    return 1;
  }
  probe(container, &result);
  lock_store();
  container = find_container(id, &failed);
  if (container && is_running(container)) {
    judge(container, &result);
  }
  unlock_store();
  return container != NULL;
}

/* Each time in a process of its own, so that none grows. */
static void watch_health(const char *id) {
  int pid, status = 0;
  do {
    pid = fork();
    if (pid == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
      _exit(!look_once(id));
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
  } while (pid > 0 && WIFEXITED(status) && !WEXITSTATUS(status));
}

int start_health(const struct json *container) {
  char *id = format("%s", json_text(container, "Id"));
  int pid = has_health(container) ? fork() : -1;
  if (pid == 0) {
    prctl(PR_SET_NAME, "docker-health", 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    signal(SIGCHLD, SIG_DFL);
    watch_health(id);
    _exit(0);
  }
  return pid;
}

void stop_health(int pid) {
  if (pid > 0) {
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
  }
}
