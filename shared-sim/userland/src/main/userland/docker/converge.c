/* docker compose up: what is not there is made, what has changed is made anew. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compose.h"
#include "network.h"

static const struct fleet everything = {1, 0};

static void refuse_step(const char *kind, const char *name, failure failed) {
  if (failed) {
    say_step(kind, name, "Error");
    fprintf(stderr, "Error response from daemon: %s\n", failed);
    exit(1);
  }
}

static void make_network(const struct project *project, const char *key,
                         const struct json *network) {
  const char *name = json_text(network, "name"), *arguments[2] = {name, NULL};
  const struct json *pool = json_get(network, "ipam.config"), *own = json_get(network, "labels");
  struct asked asked = {NULL, json_object(), (char **)arguments, 1};
  struct json *labels = json_array();
  failure failed;
  char *id;
  int i;
  if (find_network(name, &failed)) {
    return;
  }
  if (json_truth(network, "external")) {
    fprintf(stderr, "network %s declared as external, but could not be found\n", name);
    exit(1);
  }
  for (i = 0; own && i < own->count; i++) {
    json_push(labels, json_string(own->kind == ARRAY ? own->values[i]->text
                                                     : format("%s=%s", own->names[i],
                                                              scalar_text(own->values[i]))));
  }
  json_push(labels, json_string(format(LABEL "network=%s", key)));
  json_push(labels, json_string(format(LABEL "project=%s", project->name)));
  json_push(labels, json_string(LABEL "version=" COMPOSE_VERSION));
  json_set(asked.values, "label", labels);
  if (*json_text(network, "driver")) {
    json_set_string(asked.values, "driver", json_text(network, "driver"));
  }
  json_set_boolean(asked.values, "internal", json_truth(network, "internal"));
  json_set_boolean(asked.values, "attachable", json_truth(network, "attachable"));
  if (pool && pool->count) {
    static const char *const keys[] = {"subnet", "gateway"};
    for (i = 0; i < 2; i++) {
      if (*json_text(pool->values[0], keys[i])) {
        json_set_string(asked.values, keys[i], json_text(pool->values[0], keys[i]));
      }
    }
  }
  say_step("Network", name, "Creating");
  lock_store();
  failed = create_network(&asked, &id);
  unlock_store();
  refuse_step("Network", name,
              failed ? format("failed to create network %s: %s", name, failed) : NULL);
  say_step("Network", name, "Created");
}

static void make_volume(const struct json *volume) {
  const char *name = json_text(volume, "name"), *driver = json_text(volume, "driver");
  char *shown = format("\"%s\"", name);
  if (is_volume(name)) {
    return;
  }
  if (json_truth(volume, "external")) {
    fprintf(stderr, "external volume \"%s\" not found\n", name);
    exit(1);
  }
  say_step("Volume", shown, "Creating");
  if (*driver && strcmp(driver, "local")) {
    refuse_step("Volume", shown,
                format("create %s: error looking up volume plugin %s: plugin "
                       "\"%s\" not found",
                       name, driver, driver));
  }
  refuse_step("Volume", shown, check_volume_name(name));
  create_volume(name);
  say_step("Volume", shown, "Created");
}

/* Those that the active services are at or have. */
void make_volumes_and_networks(const struct project *project) {
  const struct json *networks = json_member(project->model, "networks");
  const struct json *volumes = json_member(project->model, "volumes");
  int i, j, k;
  for (i = 0; networks && i < networks->count; i++) {
    for (j = 0; j < project->active->count; j++) {
      const struct json *service = service_of(project, project->active->values[j]->text);
      if (json_member(json_member(service, "networks"), networks->names[i])) {
        make_network(project, networks->names[i], networks->values[i]);
      }
    }
  }
  for (i = 0; volumes && i < volumes->count; i++) {
    for (j = 0; j < project->active->count; j++) {
      const struct json *service = service_of(project, project->active->values[j]->text);
      const struct json *uses = json_member(service, "volumes");
      for (k = 0; uses && k < uses->count; k++) {
        if (!strcmp(json_text(uses->values[k], "source"), volumes->names[i]) &&
            !strcmp(json_text(uses->values[k], "type"), "volume")) {
          make_volume(volumes->values[i]);
        }
      }
    }
  }
}

/* Containers of services that the files do not have. */
static void look_for_orphans(const struct project *project, int removes) {
  static const struct fleet with_all = {1, 0};
  struct json *fleet = fleet_of(project->name, NULL, &with_all);
  const struct json *services = json_member(project->model, "services");
  char *names = format("%s", "");
  int i;
  for (i = 0; i < fleet->count; i++) {
    struct json *one = fleet->values[i];
    if (json_member(services, service_label(one))) {
      continue;
    }
    if (removes) {
      if (is_running(one)) {
        stop_member(one, NULL);
      }
      remove_member(one, 0);
    } else {
      names = format("%s%s%s", names, *names ? " " : "", container_name(one));
    }
  }
  if (*names) {
    warn_compose(
        format("Found orphan containers ([%s]) for this project. If you removed or "
               "renamed this service in your compose file, you can run this command with "
               "the --remove-orphans flag to clean it up.",
               names));
  }
}

/* Images that are not there are built; else nothing can be got. */
static void look_for_images(const struct project *project, const struct asked *asked) {
  int i;
  for (i = 0; i < project->active->count; i++) {
    const char *name = project->active->values[i]->text;
    const struct json *build = json_member(service_of(project, name), "build");
    struct image image;
    int there = find_image(image_of(project, name), &image) == 0;
    if (build && (!there || option_truth(asked, "build")) && !option_truth(asked, "no-build")) {
      build_service(project, name, asked);
    } else if (!there) {
      fflush(stdout);
      fprintf(stderr, " %s Pulling \n %s Error \nError response from daemon: %s\n", name, name,
              not_pulled());
      exit(1);
    }
  }
}

static int has_changed(const struct project *project, const char *name,
                       const struct json *container, const struct asked *asked) {
  const struct json *hash = json_member(json_get(container, "Config.Labels"), LABEL "config-hash");
  struct image image;
  if (option_truth(asked, "force-recreate") || !hash ||
      strcmp(hash->text, config_hash(service_of(project, name)))) {
    return 1;
  }
  return find_image(image_of(project, name), &image) == 0 &&
         strcmp(json_text(container, "Image") + 7, image.id);
}

/* Another in its place, with the volumes without a name that it had. */
static void recreate(const struct project *project, const char *name, struct json *old,
                     const struct asked *asked) {
  struct json *fresh;
  failure failed;
  long long number = number_label(old);
  char *own = container_name_of(project, name, number);
  say_step("Container", own, "Recreate");
  fresh = make_of_service(project, name, number, old);
  if (is_running(old)) {
    int given = option_given(asked, "timeout"), kept = json_get(old, "Config.StopTimeout") != NULL;
    refuse_step("Container", own,
                stop_container(old, given  ? (int)json_integer(asked->values, "timeout")
                                    : kept ? (int)json_integer(old, "Config.StopTimeout")
                                           : 10));
    old = again(old) ? again(old) : old;
  }
  refuse_step("Container", own, remove_container(old, 1));
  lock_store();
  fresh = again(fresh);
  failed = fresh ? rename_container(fresh, own) : NULL;
  unlock_store();
  refuse_step("Container", own, failed);
  say_step("Container", own, "Recreated");
}

static void remove_surplus(struct json *container, const struct asked *asked) {
  if (is_running(container)) {
    stop_member(container, asked);
  }
  remove_member(container, 0);
}

static int by_number(const void *one, const void *other) {
  long long a = number_label(*(struct json *const *)one);
  long long b = number_label(*(struct json *const *)other);
  return a < b ? -1 : a > b;
}

/* Whether a service depends on one whose containers are new ones in the place of others. */
static int needs_any(const struct project *project, const char *name, const struct json *renewed) {
  const struct json *all = dependencies_of(service_of(project, name));
  int i;
  for (i = 0; i < all->count; i++) {
    if (json_member(renewed, all->names[i])) {
      return 1;
    }
  }
  return 0;
}

/* So many containers as are wanted, each as the service says. */
static void converge_service(const struct project *project, const char *name,
                             const struct asked *asked, struct json *renewed) {
  char *one[2] = {(char *)name, NULL};
  struct json *fleet = fleet_of(project->name, one, &everything), *taken = json_object();
  long long wanted = scale_of(service_of(project, name)), number = 0;
  int i, kept = 0;
  if (fleet->count) {
    qsort(fleet->values, (size_t)fleet->count, sizeof *fleet->values, by_number);
  }
  for (i = 0; i < fleet->count; i++) {
    struct json *container = fleet->values[i];
    if (kept >= wanted) {
      remove_surplus(container, asked);
      continue;
    }
    kept++;
    json_put(taken, format("%lld", number_label(container)), json_null());
    if (!option_truth(asked, "no-recreate") &&
        (has_changed(project, name, container, asked) || needs_any(project, name, renewed))) {
      json_put(renewed, name, json_null());
      recreate(project, name, container, asked);
    } else {
      say_container(container, is_running(container) ? "Running" : "Created");
    }
  }
  for (; kept < wanted; kept++) {
    do {
      number++;
    } while (json_member(taken, format("%lld", number)));
    json_put(taken, format("%lld", number), json_null());
    say_step("Container", container_name_of(project, name, number), "Creating");
    make_of_service(project, name, number, NULL);
    say_step("Container", container_name_of(project, name, number), "Created");
  }
}

void converge(struct project *project, const struct asked *asked) {
  struct json *renewed = json_object();
  int i;
  for (i = 0; i < project->active->count; i++) {
    scale_of(service_of(project, project->active->values[i]->text)); /* or the end */
  }
  look_for_images(project, asked);
  make_volumes_and_networks(project);
  look_for_orphans(project, option_truth(asked, "remove-orphans"));
  for (i = 0; i < project->active->count; i++) {
    converge_service(project, project->active->values[i]->text, asked, renewed);
  }
}

static void nap(void) {
  struct timespec pause = {0, 100000000};
  nanosleep(&pause, NULL);
  leave_if_interrupted();
}

static void refuse_dependency(const char *text) __attribute__((noreturn));
static void refuse_dependency(const char *text) {
  fflush(stdout);
  fprintf(stderr, "%s\n", text);
  exit(1);
}

/* Until one container is as the condition says. */
static void await_one(struct json *container, const char *service, const char *condition,
                      int required) {
  const char *name = container_name(container);
  int healthy = !strcmp(condition, "service_healthy");
  say_container(container, "Waiting");
  for (;; nap()) {
    const char *health;
    struct json *now = again(container);
    if (!now) {
      refuse_dependency(format("No such container: %s", json_text(container, "Id")));
    }
    health = json_text(now, "State.Health.Status");
    if (healthy && is_running(now) && !*health) {
      say_container(container, "Error");
      refuse_dependency(
          format("dependency failed to start: container %s has no healthcheck "
                 "configured",
                 name));
    }
    if (healthy && is_running(now) && !strcmp(health, "healthy")) {
      say_container(container, "Healthy");
      return;
    }
    if (healthy && (!is_running(now) || !strcmp(health, "unhealthy"))) {
      say_container(container, "Error");
      if (!required) {
        return;
      }
      refuse_dependency(is_running(now)
                            ? format("dependency failed to start: container %s is unhealthy", name)
                            : format("dependency failed to start: container %s exited (%lld)", name,
                                     json_integer(now, "State.ExitCode")));
    }
    if (!healthy && !is_running(now) && !is_restarting(now)) {
      long long code = json_integer(now, "State.ExitCode");
      char *why = format("service \"%s\" didn't complete successfully: exit %lld", service, code);
      say_container(container, code ? why : "Exited");
      if (code && required) {
        refuse_dependency(why);
      }
      return;
    }
  }
}

void await_dependencies(const struct project *project, const struct json *service) {
  const struct json *all = dependencies_of(service);
  int i, j;
  for (i = 0; i < all->count; i++) {
    char *one[2] = {all->names[i], NULL};
    const char *condition = json_text(all->values[i], "condition");
    struct json *fleet = strcmp(condition, "service_started")
                             ? fleet_of(project->name, one, &everything)
                             : json_array();
    for (j = 0; j < fleet->count; j++) {
      await_one(fleet->values[j], one[0], condition, json_truth(all->values[i], "required"));
    }
  }
}

int begin_member(struct json *container) {
  failure failed;
  if (is_running(container)) {
    return 0;
  }
  say_container(container, "Starting");
  failed = start_again(container, NULL);
  if (failed) {
    fflush(stdout);
    fprintf(stderr, "Error response from daemon: %s\n", failed);
    exit(1);
  }
  say_container(container, "Started");
  return 1;
}

/* In the order of the project; a service when those that it needs are so far. */
void start_services(struct project *project, char **services, int only_these) {
  int i, j, k;
  for (i = 0; i < project->active->count; i++) {
    char *one[2] = {project->active->values[i]->text, NULL};
    struct json *fleet = fleet_of(project->name, one, &everything);
    int is_asked = !only_these || !services || !services[0];
    int starts = 0;
    for (k = 0; services && services[k]; k++) {
      is_asked |= !strcmp(services[k], one[0]);
    }
    for (j = 0; j < fleet->count; j++) {
      starts |= !is_running(fleet->values[j]);
    }
    if (starts && is_asked) {
      await_dependencies(project, service_of(project, one[0]));
    }
    for (j = 0; j < fleet->count && is_asked; j++) {
      begin_member(fleet->values[j]);
    }
  }
}
