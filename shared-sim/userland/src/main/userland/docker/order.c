/* Whether what the files of a project say holds together, and in which order its services start. */
#include <stdlib.h>
#include <string.h>

#include "compose.h"

struct json *dependencies_of(const struct json *service) {
  struct json *all = json_member(service, "depends_on");
  return all ? all : json_object();
}

static const struct json *top(const struct project *project, const char *kind, const char *name) {
  return json_member(json_member(project->model, kind), name);
}

/* Whether its profiles leave it in the project. */
static int is_enabled(const struct project *project, const struct json *service) {
  const struct json *own = json_member(service, "profiles");
  int i, j;
  for (i = 0; own && i < own->count; i++) {
    for (j = 0; j < project->profiles->count; j++) {
      if (!strcmp(own->values[i]->text, project->profiles->values[j]->text) ||
          !strcmp(project->profiles->values[j]->text, "*")) {
        return 1;
      }
    }
  }
  return !own || !own->count;
}

/* That what it names is there. */
static void check_names(const struct project *project, const char *name,
                        const struct json *service) {
  const struct json *all = json_member(service, "networks");
  int i, kind;
  for (i = 0; all && i < all->count; i++) {
    if (!top(project, "networks", all->names[i])) {
      refuse_project("service \"%s\" refers to undefined network %s: invalid compose project", name,
                     all->names[i]);
    }
  }
  for (all = json_member(service, "volumes"), i = 0; all && i < all->count; i++) {
    const char *source = json_text(all->values[i], "source");
    if (*source && !strcmp(json_text(all->values[i], "type"), "volume") &&
        !top(project, "volumes", source)) {
      refuse_project("service \"%s\" refers to undefined volume %s: invalid compose project", name,
                     source);
    }
  }
  for (kind = 0; kind < 2; kind++) {
    const char *kinds = kind ? "configs" : "secrets";
    for (all = json_member(service, kinds), i = 0; all && i < all->count; i++) {
      const char *source = json_text(all->values[i], "source");
      if (!top(project, kinds, source)) {
        refuse_project("service \"%s\" refers to undefined %s %s: invalid compose project", name,
                       kind ? "config" : "secret", source);
      }
    }
  }
}

static void check_service(const struct project *project, const char *name,
                          const struct json *service) {
  const struct json *all = dependencies_of(service);
  const struct json *own = json_get(service, "mem_limit");
  const struct json *other = json_get(service, "deploy.resources.limits.memory");
  int i;
  if (!json_get(service, "build") && !*json_text(service, "image")) {
    refuse_project(
        "service \"%s\" has neither an image nor a build context specified: invalid "
        "compose project",
        name);
  }
  if (json_get(service, "network_mode") && json_get(service, "networks")) {
    refuse_project(
        "service %s declares mutually exclusive `network_mode` and `networks`: invalid "
        "compose project",
        name);
  }
  if (own && other && strcmp(own->text, other->text)) {
    refuse_project(
        "services.%s: can't set distinct values on 'mem_limit' and "
        "'deploy.resources.limits.memory': invalid compose project",
        name);
  }
  own = json_get(service, "scale");
  other = json_get(service, "deploy.replicas");
  if (own && other && strcmp(own->text, other->text)) {
    refuse_project(
        "services.%s: can't set distinct values on 'scale' and 'deploy.replicas': "
        "invalid compose project",
        name);
  }
  if (*json_text(service, "container_name") && scale_of(service) > 1) {
    refuse_project(
        "services.scale: can't set container_name and %s as container name must be "
        "unique: invalid compose project",
        name);
  }
  for (i = 0; i < all->count; i++) {
    const struct json *needed = top(project, "services", all->names[i]);
    if (!needed || (!is_enabled(project, needed) && json_truth(all->values[i], "required"))) {
      refuse_project("service \"%s\" depends on undefined service \"%s\": invalid compose project",
                     name, all->names[i]);
    }
  }
  check_names(project, name, service);
}

/* A service behind those that it needs; trail says on whose behalf. */
static void put_in_order(const struct project *project, const char *name, struct json *trail,
                         struct json *order) {
  const struct json *service = top(project, "services", name);
  const struct json *all;
  int i;
  if (!service || !is_enabled(project, service) || json_member(order, name)) {
    return; /* who needs it can do without it */
  }
  if (json_member(trail, name)) {
    char *text = format("%s", "");
    for (i = 0; strcmp(trail->names[i], name); i++) {
    }
    for (; i < trail->count; i++) {
      text = format("%s%s -> ", text, trail->names[i]);
    }
    refuse_project("dependency cycle detected: %s%s", text, name);
  }
  json_put(trail, name, json_null());
  for (all = dependencies_of(service), i = 0; i < all->count; i++) {
    put_in_order(project, all->names[i], trail, order);
  }
  json_remove(trail, name);
  json_put(order, name, json_null());
}

static struct json *names_of(const struct json *object) {
  struct json *all = json_array();
  int i;
  for (i = 0; i < object->count; i++) {
    json_push(all, json_string(object->names[i]));
  }
  return all;
}

struct json *service_of(const struct project *project, const char *name) {
  struct json *service = json_member(json_member(project->model, "services"), name);
  if (!service) {
    fflush(stdout);
    fprintf(stderr, "no such service: %s\n", name);
    exit(1);
  }
  return service;
}

/* A service that is named has its profiles switched on. */
static void enable(struct project *project, const char *name) {
  const struct json *service = service_of(project, name), *own = json_member(service, "profiles");
  const struct json *services = json_member(project->model, "services");
  int i;
  if (is_enabled(project, service)) {
    return;
  }
  for (i = 0; i < own->count; i++) {
    json_push(project->profiles, own->values[i]);
  }
  for (i = 0; i < services->count; i++) {
    if (is_enabled(project, services->values[i])) {
      check_service(project, services->names[i], services->values[i]);
    }
  }
}

/* Those that are named, or all of the active profiles; with what they depend on. */
void choose_services(struct project *project, char **names, int with_dependencies) {
  const struct json *services = json_member(project->model, "services");
  struct json *order = json_object(), *chosen = json_array(), *wanted = json_object();
  int i;
  for (i = 0; names && names[i]; i++) {
    enable(project, names[i]);
    json_put(wanted, names[i], json_null());
  }
  for (i = 0; (!names || !names[0]) && i < services->count; i++) {
    if (is_enabled(project, services->values[i])) {
      json_put(wanted, services->names[i], json_null());
    }
  }
  wanted = sorted(wanted);
  for (i = 0; i < wanted->count; i++) {
    put_in_order(project, wanted->names[i], json_object(), order);
  }
  for (i = 0; i < order->count; i++) {
    if (with_dependencies || json_member(wanted, order->names[i])) {
      json_push(chosen, json_string(order->names[i]));
    }
  }
  project->active = chosen;
}

/* Whether a service that is not left out by its profiles is at a network, or has a volume or a file
   of a name. */
static int is_used(const struct project *project, const char *kind, const char *name) {
  const struct json *services = json_member(project->model, "services"), *uses;
  int i, j;
  for (i = 0; i < services->count; i++) {
    if (!is_enabled(project, services->values[i])) {
      continue;
    }
    uses = json_member(services->values[i], kind);
    if (uses && uses->kind == OBJECT && json_member(uses, name)) {
      return 1;
    }
    for (j = 0; uses && uses->kind == ARRAY && j < uses->count; j++) {
      if (!strcmp(json_text(uses->values[j], "source"), name)) {
        return 1;
      }
    }
  }
  return 0;
}

/* What nobody uses is none of the project. */
void drop_unused(struct project *project) {
  static const char *const kinds[] = {"networks", "volumes", "secrets", "configs"};
  int i, j;
  for (i = 0; i < 4; i++) {
    struct json *all = json_member(project->model, kinds[i]), *left = json_object();
    for (j = 0; all && j < all->count; j++) {
      if (is_used(project, kinds[i], all->names[j])) {
        json_put(left, all->names[j], all->values[j]);
      }
    }
    if (all && left->count) {
      json_put(project->model, kinds[i], left);
    } else if (all) {
      json_remove(project->model, kinds[i]);
    }
  }
}

void check_project(struct project *project) {
  const struct json *services = json_member(project->model, "services");
  int i;
  for (i = 0; i < services->count; i++) {
    if (is_enabled(project, services->values[i])) {
      check_service(project, services->names[i], services->values[i]);
    }
  }
  project->active = names_of(services);
  for (i = 0; i < services->count; i++) {
    put_in_order(project, services->names[i], json_object(), json_object());
  }
  choose_services(project, NULL, 1);
}
