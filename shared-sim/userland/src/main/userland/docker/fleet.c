/* Containers of a project, as their labels say, and what is done to them. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "compose.h"

static const char *label(const struct json *container, const char *name) {
  const struct json *value = json_member(json_get(container, "Config.Labels"), name);
  return value ? value->text : "";
}

const char *service_label(const struct json *container) {
  return label(container, LABEL "service");
}

long long number_label(const struct json *container) {
  return atoll(label(container, LABEL "container-number"));
}

static int by_name(const void *one, const void *other) {
  return strcmp(json_text(*(struct json *const *)one, "Name"),
                json_text(*(struct json *const *)other, "Name"));
}

static int is_among(const char *name, char **names) {
  int i;
  for (i = 0; names && names[i]; i++) {
    if (!strcmp(names[i], name)) {
      return 1;
    }
  }
  return !names || !names[0];
}

/* By their names. */
struct json *fleet_of(const char *project, char **services, const struct fleet *which) {
  struct json *all = all_containers(), *fleet = json_array();
  int i;
  for (i = 0; i < all->count; i++) {
    struct json *one = all->values[i];
    if (!strcmp(label(one, LABEL "project"), project) && is_among(service_label(one), services) &&
        (which->oneoffs || strcmp(label(one, LABEL "oneoff"), "True")) &&
        (which->all || is_running(one) || is_restarting(one))) {
      json_push(fleet, one);
    }
  }
  if (fleet->count) {
    qsort(fleet->values, (size_t)fleet->count, sizeof *fleet->values, by_name);
  }
  return fleet;
}

/* As Compose tells of its progress where no terminal shows it. */
int says_nothing;

void say_step(const char *kind, const char *name, const char *what) {
  if (says_nothing) {
    return;
  }
  fflush(stdout);
  fprintf(stderr, " %s %s  %s\n", kind, name, what);
}

void say_container(const struct json *container, const char *what) {
  say_step("Container", container_name(container), what);
}

struct json *again(const struct json *container) {
  failure failed;
  return find_container(json_text(container, "Id"), &failed);
}

static void refuse(const struct json *container, failure failed) {
  if (failed) {
    say_container(container, "Error");
    fprintf(stderr, "Error response from daemon: %s\n", failed);
    exit(1);
  }
}

void stop_member(struct json *container, const struct asked *asked) {
  int given = asked && option_given(asked, "timeout");
  int kept = json_get(container, "Config.StopTimeout") != NULL;
  say_container(container, "Stopping");
  refuse(container,
         stop_container(container, given  ? (int)json_integer(asked->values, "timeout")
                                   : kept ? (int)json_integer(container, "Config.StopTimeout")
                                          : 10));
  say_container(container, "Stopped");
}

void remove_member(struct json *container, int volumes) {
  failure failed;
  say_container(container, "Removing");
  failed = remove_container(container, 1);
  refuse(container, failed);
  if (volumes) {
    remove_unnamed_volumes(container);
  }
  say_container(container, "Removed");
}

/* Those that need others first. */
void stop_all(const struct project *project, char **services, const struct asked *asked) {
  static const struct fleet running = {0, 0};
  int i, j;
  for (i = project->active->count - 1; i >= 0; i--) {
    char *one[2] = {project->active->values[i]->text, NULL};
    struct json *fleet = fleet_of(project->name, one, &running);
    for (j = 0; j < fleet->count && is_among(one[0], services); j++) {
      stop_member(fleet->values[j], asked);
    }
  }
}
