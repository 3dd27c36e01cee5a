/* docker compose stop, rm, down and the others that do something to what is there. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compose.h"
#include "network.h"

static const struct fleet everything = {1, 0}, running = {0, 0}, with_oneoffs = {1, 1};

static void refuse_member(const char *name, failure failed) {
  if (failed) {
    fflush(stdout);
    fprintf(stderr, "Error response from daemon: %s\n", failed);
    exit(1);
  }
  (void)name;
}

int compose_stop(struct asked *asked) {
  struct project *project = known_project();
  fleet_asked(project, asked, &running);
  stop_all(project, asked->arguments, asked);
  return 0;
}

int compose_kill(struct asked *asked) {
  struct project *project = known_project();
  struct json *fleet = fleet_asked(project, asked, &running);
  const char *name = option_text(asked, "signal");
  int number = *name ? signal_number(name) : SIGKILL, i;
  if (number < 0) {
    refuse_member(NULL, format("Invalid signal: %s", name));
  }
  for (i = 0; i < fleet->count; i++) {
    say_container(fleet->values[i], "Killing");
    refuse_member(NULL, kill_container(fleet->values[i], number));
    if (number == SIGKILL) {
      await_end(fleet->values[i]);
    }
    say_container(fleet->values[i], "Killed");
  }
  return 0;
}

static int freeze(struct asked *asked, failure (*act)(struct json *, const struct asked *),
                  const char *done) {
  struct project *project = known_project();
  struct json *fleet = fleet_asked(project, asked, &running);
  int i;
  for (i = 0; i < fleet->count; i++) {
    failure failed;
    lock_store();
    failed = act(fleet->values[i], asked);
    unlock_store();
    refuse_member(NULL, failed);
    say_container(fleet->values[i], done);
  }
  return 0;
}

int compose_pause(struct asked *asked) { return freeze(asked, pause_one, "Paused"); }

int compose_unpause(struct asked *asked) { return freeze(asked, unpause_one, "Unpaused"); }

int compose_restart(struct asked *asked) {
  struct project *project = known_project();
  int i, j;
  fleet_asked(project, asked, &everything);
  for (i = 0; i < project->active->count; i++) {
    char *one[2] = {project->active->values[i]->text, NULL};
    struct json *fleet = fleet_of(project->name, one, &everything);
    for (j = 0; asked->count && j < asked->count && strcmp(asked->arguments[j], one[0]); j++) {
    }
    if (asked->count && j == asked->count) {
      continue;
    }
    for (j = 0; j < fleet->count; j++) {
      struct json *container = fleet->values[j];
      int kept = json_get(container, "Config.StopTimeout") != NULL;
      int seconds = option_given(asked, "timeout") ? (int)json_integer(asked->values, "timeout")
                    : kept ? (int)json_integer(container, "Config.StopTimeout")
                           : 10;
      say_container(container, "Restarting");
      refuse_member(NULL, stop_container(container, seconds));
      refuse_member(NULL, start_again(again(container), NULL));
      say_container(container, "Started");
    }
  }
  return 0;
}

int compose_rm(struct asked *asked) {
  struct project *project = known_project();
  struct json *fleet, *ended = json_array();
  char *names = format("%s", "");
  int i;
  if (option_truth(asked, "stop")) {
    stop_all(project, asked->arguments, asked);
  }
  fleet = fleet_asked(project, asked, &everything);
  for (i = 0; i < fleet->count; i++) {
    if (!is_running(fleet->values[i]) && !is_restarting(fleet->values[i])) {
      names = format("%s%s%s", names, *names ? ", " : "", container_name(fleet->values[i]));
      json_push(ended, fleet->values[i]);
    }
  }
  if (!*names) {
    fflush(stdout);
    fputs("No stopped containers\n", stderr);
    return 0;
  }
  printf("Going to remove %s\n", names);
  if (!option_truth(asked, "force")) {
    char answer[16] = "";
    fputs("Are you sure? [yN] ", stdout);
    fflush(stdout);
    if (!fgets(answer, sizeof answer, stdin) || (*answer != 'y' && *answer != 'Y')) {
      return 0;
    }
  }
  for (i = 0; i < ended->count; i++) {
    remove_member(ended->values[i], option_truth(asked, "volumes"));
  }
  return 0;
}

/* Nothing of what is removed is listed; what is told is that it is. */
static void remove_quietly(const char *name) {
  int out = dup(1), nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  struct image image;
  failure failed;
  if (find_image(name, &image) < 0) {
    close(out);
    close(nothing);
    return;
  }
  say_step("Image", full_name(name), "Removing");
  fflush(stdout);
  dup2(nothing, 1);
  lock_store();
  failed = remove_image(name, 0);
  unlock_store();
  fflush(stdout);
  dup2(out, 1);
  close(out);
  close(nothing);
  say_step("Image", full_name(name), failed ? format("Error: %s", failed) : "Removed");
}

static void remove_images(const struct project *project, const char *which) {
  const struct json *services = json_member(project->model, "services");
  int i;
  for (i = 0; *which && i < services->count; i++) {
    int built = !*json_text(services->values[i], "image");
    if (!strcmp(which, "all") || (built && json_get(services->values[i], "build"))) {
      remove_quietly(image_of(project, services->names[i]));
    }
  }
}

static int remove_networks(const struct project *project) {
  struct json *all = all_networks();
  int i, any = 0;
  for (i = 0; i < all->count; i++) {
    const struct json *own = json_member(json_get(all->values[i], "Labels"), LABEL "project");
    const char *name = json_text(all->values[i], "Name");
    failure failed;
    if (!own || strcmp(own->text, project->name)) {
      continue;
    }
    any = 1;
    say_step("Network", name, "Removing");
    lock_store();
    failed = remove_network(name);
    unlock_store();
    say_step("Network", name,
             !failed                              ? "Removed"
             : strstr(failed, "active endpoints") ? "Resource is still in use"
                                                  : failed);
  }
  return any;
}

static int remove_volumes(const struct project *project) {
  const struct json *all = json_member(project->model, "volumes");
  int i, any = 0;
  for (i = 0; all && i < all->count; i++) {
    const char *name = json_text(all->values[i], "name");
    if (is_volume(name) && !json_truth(all->values[i], "external")) {
      failure failed;
      say_step("Volume", name, "Removing");
      failed = remove_named_volume(name);
      say_step("Volume", name, failed ? "Resource is still in use" : "Removed");
      any = 1;
    }
  }
  return any;
}

static int remove_containers(struct json *fleet, const struct asked *asked) {
  int i;
  for (i = 0; i < fleet->count; i++) {
    if (is_running(fleet->values[i]) || is_restarting(fleet->values[i])) {
      stop_member(fleet->values[i], asked);
    }
    remove_member(fleet->values[i], option_truth(asked, "volumes"));
  }
  return fleet->count > 0;
}

/* Services that are not active now; those that the files do not have, and containers of run, only
   where they are asked for. */
static int remove_rest(const struct project *project, const struct asked *asked) {
  int orphans = option_truth(asked, "remove-orphans"), any = 0, i;
  struct json *fleet = fleet_of(project->name, NULL, orphans ? &with_oneoffs : &everything);
  const struct json *services = json_member(project->model, "services");
  for (i = 0; i < fleet->count; i++) {
    struct json *one = json_array();
    json_push(one, fleet->values[i]);
    if (orphans || json_member(services, service_label(fleet->values[i]))) {
      any |= remove_containers(one, asked);
    }
  }
  return any;
}

int compose_down(struct asked *asked) {
  struct project *project = known_project();
  const char *images = option_text(asked, "rmi");
  int i, any = 0;
  if (*images && strcmp(images, "local") && strcmp(images, "all")) {
    fprintf(stderr, "invalid value for --rmi: %s\n", json_line(json_string(images)));
    return 1;
  }
  fleet_asked(project, asked, &everything);
  for (i = project->active->count - 1; i >= 0; i--) {
    char *one[2] = {project->active->values[i]->text, NULL};
    int j;
    for (j = 0; j < asked->count && strcmp(asked->arguments[j], one[0]); j++) {
    }
    if (!asked->count || j < asked->count) {
      any |= remove_containers(fleet_of(project->name, one, &everything), asked);
    }
  }
  if (!asked->count) {
    any |= remove_rest(project, asked);
  }
  remove_images(project, images);
  if (!asked->count) {
    any |= remove_networks(project);
  }
  any |= option_truth(asked, "volumes") && remove_volumes(project);
  if (!any) {
    fprintf(stderr, "Warning: No resource found to remove for project \"%s\".\n", project->name);
  }
  return 0;
}

int compose_exec(struct asked *asked) {
  struct project *project = known_project();
  struct json *container = member_of(project, asked->arguments[0], asked, &running);
  struct asked inner = *asked;
  inner.arguments[0] = (char *)container_name(container);
  json_set_boolean(inner.values, "interactive", !option_truth(asked, "detach"));
  json_set_boolean(
      inner.values, "tty",
      !option_truth(asked, "no-TTY") && !option_truth(asked, "detach") && isatty(0) && isatty(1));
  return exec_command(&inner);
}
