/* docker compose logs, and up in the foreground: what containers print, each line with a name. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "compose.h"
#include "log.h"

/* A process for each container that is followed. */
struct follower {
  int pid;
  struct json *container;
};

static const char *name_shown; /* in front of each line; NULL for nothing */
static int widest;
static volatile int interruptions; /* how often somebody wanted it to end */
static struct project *attached_to;
static volatile int is_quiet; /* a follower says nothing of the end */

/* "web-1": without the project's name, where it is in front. */
static const char *short_name(const struct json *container) {
  const char *name = container_name(container);
  const struct json *project = json_member(json_get(container, "Config.Labels"), LABEL "project");
  size_t length = project ? strlen(project->text) : 0;
  return project && starts_with(name, project->text) && name[length] == '-' ? name + length + 1
                                                                            : name;
}

/* In one piece: others write to the same place. */
static void print_line(const char *stream, const char *text, size_t length) {
  int ends = length && text[length - 1] == '\n';
  char *line =
      name_shown ? format("%-*s  | %.*s%s", widest, name_shown, (int)length, text, ends ? "" : "\n")
                 : format("%.*s%s", (int)length, text, ends ? "" : "\n");
  (void)stream;
  fputs(line, stdout);
  fflush(stdout);
  free(line);
}

static void measure(const struct json *containers) {
  int i;
  for (widest = 0, i = 0; i < containers->count; i++) {
    int length = (int)strlen(short_name(containers->values[i]));
    widest = length > widest ? length : widest;
  }
}

static void refuse_time(failure failed) {
  if (failed) {
    fprintf(stderr, "%s\n", failed);
    exit(1);
  }
}

static struct log_wanted wanted_by(const struct asked *asked) {
  struct log_wanted wanted = {
      "", "", -1, option_truth(asked, "follow"), option_truth(asked, "timestamps"), 3};
  const char *last = option_text(asked, "tail");
  char *since, *until;
  refuse_time(log_time("since", option_text(asked, "since"), &since));
  refuse_time(log_time("until", option_text(asked, "until"), &until));
  wanted.since = since;
  wanted.until = until;
  wanted.last = *last && strspn(last, "0123456789") == strlen(last) ? atol(last) : -1;
  return wanted;
}

static int fork_follower(void) {
  int pid;
  fflush(NULL);
  pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
  }
  return pid;
}

int show_logs(struct json *containers, const struct asked *asked) {
  struct log_wanted wanted = wanted_by(asked);
  int i, status, followers = 0;
  measure(containers);
  for (i = 0; i < containers->count; i++) {
    if (wanted.follows && fork_follower() != 0) {
      followers++;
      continue;
    }
    name_shown = option_truth(asked, "no-log-prefix") ? NULL : short_name(containers->values[i]);
    read_log(containers->values[i], &wanted, print_line);
    if (wanted.follows) {
      exit(0);
    }
  }
  while (followers > 0 && (wait(&status) >= 0 || errno == EINTR)) {
    followers--;
  }
  return 0;
}

static void note_interruption(int number) {
  (void)number;
  interruptions++;
}

static void be_quiet(int number) {
  (void)number;
  is_quiet = 1;
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART; /* a rest that it meets is broken off all the same */
  sigaction(number, &action, NULL);
}

/* Until it has been started after what is known of it; NULL where it is removed. */
static struct json *await_start(struct json *container, const char *started) {
  struct timespec pause = {0, 200000000};
  while (container && !is_running(container) &&
         !strcmp(json_text(container, "State.StartedAt"), started)) {
    nanosleep(&pause, NULL);
    container = again(container);
  }
  return container;
}

/* In a process of its own: through all starts that its policy makes, to its last end. */
static int follow(struct json *container, const struct asked *asked) {
  struct log_wanted wanted = {"", "", -1, 1, option_truth(asked, "timestamps"), 3};
  int running = is_running(container), code = 0;
  const char *id = json_text(container, "Id");
  failure failed;
  wanted.since = running ? time_now() : "";
  handle(SIGINT, SIG_IGN);
  handle(SIGTERM, SIG_DFL);
  handle(SIGUSR1, be_quiet);
  name_shown = option_truth(asked, "no-log-prefix") ? NULL : short_name(container);
  container = running ? container : await_start(container, json_text(container, "State.StartedAt"));
  while (container) {
    const char *started = json_text(container, "State.StartedAt");
    wanted.since = running ? wanted.since : started;
    running = 0;
    read_log(container, &wanted, print_line);
    container = find_container(id, &failed);
    code = container ? (int)json_integer(container, "State.ExitCode") : code;
    if (!is_quiet && !(container && is_running(container))) {
      printf("%s exited with code %d\n", container ? short_name(container) : name_shown, code);
      fflush(stdout);
    }
    if (!container || is_quiet || (!is_restarting(container) && !is_running(container))) {
      break;
    }
    container = await_start(container, started);
  }
  return code;
}

static void stop_everything(const struct asked *asked) {
  says_nothing = 0;
  stop_all(attached_to, NULL, asked);
}

void leave_if_interrupted(void) {
  if (attached_to && interruptions) {
    struct asked none = {NULL, json_object(), NULL, 0};
    fflush(stdout);
    fputs("Gracefully stopping... (press Ctrl+C again to force)\n", stderr);
    stop_everything(&none);
    fputs("canceled\n", stderr);
    exit(130);
  }
}

static void hush(const struct follower *all, int count) {
  int i;
  for (i = 0; i < count; i++) {
    if (all[i].pid > 0) {
      kill(all[i].pid, SIGUSR1);
    }
  }
}

/* Until the last one has ended, or the first one where that ends them all. */
static int await_all(struct follower *all, int count, const struct asked *asked) {
  const char *of = option_text(asked, "exit-code-from");
  struct timespec pause = {0, 100000000};
  int left = count, status, i;
  int aborts = option_truth(asked, "abort-on-container-exit") || *of;
  while (left > 0) {
    int pid = waitpid(-1, &status, WNOHANG);
    if (interruptions) {
      hush(all, count);
      leave_if_interrupted();
    }
    if (pid < 0) {
      break;
    }
    if (pid == 0) {
      nanosleep(&pause, NULL);
      continue;
    }
    for (i = 0; i < count && all[i].pid != pid; i++) {
    }
    left -= i < count; /* the others are shims */
    if (i < count && aborts) {
      int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1;
      struct json *now;
      puts("Aborting on container exit...");
      stop_everything(asked);
      for (i = 0; *of && i < count; i++) {
        now = again(all[i].container);
        code = now && !strcmp(service_label(now), of) ? (int)json_integer(now, "State.ExitCode")
                                                      : code;
      }
      return code;
    }
  }
  return 0;
}

static int is_named(const struct json *list, const char *name) {
  int i;
  for (i = 0; i < list->count; i++) {
    if (!strcmp(list->values[i]->text, name)) {
      return 1;
    }
  }
  return 0;
}

/* Those whose output is shown: of the services that are named, or of all. */
static struct json *shown_of(const struct project *project, char **services,
                             const struct asked *asked) {
  static const struct fleet everything = {1, 0};
  struct json *fleet = fleet_of(project->name, services, &everything), *shown = json_array();
  const struct json *only = option_list(asked, "attach"), *not = option_list(asked, "no-attach");
  int i;
  for (i = 0; i < fleet->count; i++) {
    const char *name = service_label(fleet->values[i]);
    const struct json *service = json_member(json_member(project->model, "services"), name);
    const struct json *own = service ? json_member(service, "attach") : NULL;
    if (service && (!only->count || is_named(only, name)) && !is_named(not, name) &&
        (!own || own->truth)) {
      json_push(shown, fleet->values[i]);
    }
  }
  return shown;
}

int start_attached_to(struct project *project, char **services, const struct asked *asked) {
  struct json *shown = shown_of(project, services, asked);
  struct follower *all = allocate((size_t)(shown->count + 1) * sizeof *all);
  int i;
  attached_to = project;
  measure(shown);
  handle(SIGINT, note_interruption);
  handle(SIGTERM, note_interruption);
  fputs("Attaching to ", stdout);
  for (i = 0; i < shown->count; i++) {
    printf("%s%s", i ? ", " : "", short_name(shown->values[i]));
  }
  putchar('\n');
  for (i = 0; i < shown->count; i++) {
    all[i].container = shown->values[i];
    all[i].pid = fork_follower();
    if (all[i].pid == 0) {
      exit(follow(shown->values[i], asked));
    }
  }
  says_nothing = 1;
  start_services(project, NULL, 0);
  says_nothing = 0;
  return await_all(all, shown->count, asked);
}
