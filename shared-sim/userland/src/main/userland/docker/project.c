/* A project: where its files are, what they say together, and whether that holds. */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compose.h"

#define WRONG 15     /* the status where a file is not as it should be */
#define NOT_FOUND 14 /* and where there is none */

void refuse_project(const char *form, ...) {
  va_list list;
  fflush(stdout);
  va_start(list, form);
  vfprintf(stderr, form, list);
  va_end(list);
  fputc('\n', stderr);
  exit(WRONG);
}

static void refuse_missing(const char *text) {
  fflush(stdout);
  fprintf(stderr, "%s\n", text);
  exit(NOT_FOUND);
}

static char *working_folder(void) {
  char folder[4096];
  return format("%s", getcwd(folder, sizeof folder) ? folder : "/");
}

static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash && slash > path ? format("%.*s", (int)(slash - path), path) : format("/");
}

static char *from_here(const char *path) {
  struct project here = {NULL, working_folder(), NULL, NULL, NULL, NULL, NULL};
  return absolute_path(&here, path);
}

static char *first_there(const char *folder, const char *const *names) {
  for (; *names; names++) {
    char *path = format("%s/%s", strcmp(folder, "/") ? folder : "", *names);
    if (access(path, F_OK) == 0) {
      return path;
    }
  }
  return NULL;
}

/* compose.yaml in the folder of work or in one above it, and what overrides it. */
static struct json *find_files(void) {
  static const char *const names[] = {"compose.yaml", "compose.yml", "docker-compose.yml",
                                      "docker-compose.yaml", NULL};
  static const char *const more[] = {"compose.override.yml", "compose.override.yaml",
                                     "docker-compose.override.yml", "docker-compose.override.yaml",
                                     NULL};
  struct json *files = json_array();
  char *folder = working_folder(), *found;
  while (!(found = first_there(folder, names)) && strcmp(folder, "/")) {
    folder = folder_of(folder);
  }
  if (found) {
    char *override = first_there(folder, more);
    json_push(files, json_string(found));
    if (override) {
      json_push(files, json_string(override));
    }
  }
  return files;
}

static struct json *files_of(const struct request *request) {
  const char *given = getenv("COMPOSE_FILE");
  struct json *files = json_array();
  int i;
  for (i = 0; i < request->files->count; i++) {
    const char *path = request->files->values[i]->text;
    json_push(files, json_string(strcmp(path, "-") ? from_here(path) : "-"));
  }
  while (!files->count && given && *given) {
    size_t length = strcspn(given, ":");
    json_push(files, json_string(from_here(format("%.*s", (int)length, given))));
    given += length + (given[length] == ':');
    if (!*given) {
      return files;
    }
  }
  return files->count ? files : find_files();
}

/* Letters and digits in small, and what else a name may have. */
static char *as_name(const char *text) {
  char *name = format("%s", text), *to = name;
  for (; *text; text++) {
    char c = (char)tolower((unsigned char)*text);
    if (isalnum((unsigned char)c) || ((c == '-' || c == '_') && to > name)) {
      *to++ = c;
    }
  }
  *to = 0;
  return name;
}

static char *checked_name(const char *name) {
  if (strcmp(as_name(name), name)) {
    fflush(stdout);
    fprintf(stderr,
            "invalid project name %s: must consist only of lowercase alphanumeric characters, "
            "hyphens, and underscores as well as start with a letter or number\n",
            json_line(json_string(name)));
    exit(1);
  }
  return format("%s", name);
}

static char *base_of(const char *folder) {
  const char *slash = strrchr(folder, '/');
  return as_name(slash ? slash + 1 : folder);
}

static void put_all(struct json *into, const struct json *from) {
  int i;
  for (i = 0; from && i < from->count; i++) {
    json_put(into, from->names[i], from->values[i]);
  }
}

static struct json *all_variables_of(const struct request *request, const char *folder) {
  struct json *all = json_object(), *own = json_object();
  int i;
  add_environment(own);
  for (i = 0; i < (request->env_files->count ? request->env_files->count : 1); i++) {
    const char *path = request->env_files->count ? from_here(request->env_files->values[i]->text)
                                                 : format("%s/.env", folder);
    struct json *around = json_object();
    const struct json *read;
    put_all(around, all);
    put_all(around, own);
    read = read_variables(path, around, 0);
    if (!read && request->env_files->count) {
      refuse_missing(format("Couldn't find env file: %s", path));
    }
    put_all(all, read);
  }
  put_all(all, own);
  return all;
}

/* Whether a list of one file replaces that of another, or goes on with it. */
static int is_replaced(const char *name) {
  return !strcmp(name, "command") || !strcmp(name, "entrypoint") || !strcmp(name, "test");
}

static void merge_lists(struct json *into, const struct json *from) {
  int i, j;
  for (i = 0; i < from->count; i++) {
    const char *target = json_text(from->values[i], "target");
    const char *kind = json_text(from->values[i], "type");
    for (j = 0; j < into->count; j++) {
      if (!strcmp(json_line(into->values[j]), json_line(from->values[i])) ||
          same_port(into->values[j], from->values[i]) ||
          (*kind && !strcmp(json_text(into->values[j], "target"), target))) {
        break;
      }
    }
    if (j < into->count) {
      into->values[j] = from->values[i];
    } else {
      json_push(into, from->values[i]);
    }
  }
}

/* Options of one driver say nothing to another. */
static int is_other_driver(const char *name, const struct json *own, const struct json *other) {
  const char *old = json_text(own, "driver"), *new = json_text(other, "driver");
  return !strcmp(name, "logging") && *old && *new && strcmp(old, new);
}

void merge_models(struct json *into, const struct json *from) {
  int i;
  for (i = 0; i < from->count; i++) {
    struct json *own = json_member(into, from->names[i]), *other = from->values[i];
    if (own && own->kind == OBJECT && other->kind == OBJECT &&
        !is_other_driver(from->names[i], own, other)) {
      merge_models(own, other);
    } else if (own && own->kind == ARRAY && other->kind == ARRAY && !is_replaced(from->names[i])) {
      merge_lists(own, other);
    } else {
      json_put(into, from->names[i], other);
    }
  }
}

static struct json *read_compose_file(const char *path) {
  char *text = NULL;
  struct json *file;
  failure failed;
  if (!read_whole(path, &text)) {
    refuse_missing(format("open %s: no such file or directory", path));
  }
  if (!text) {
    refuse_project("yaml: control characters are not allowed");
  }
  file = yaml_read(text, &failed);
  if (failed) {
    refuse_project("%s", failed);
  }
  return file;
}

static void read_all(struct project *project) {
  int i;
  project->model = json_object();
  for (i = 0; i < project->files->count; i++) {
    const char *path = project->files->values[i]->text;
    struct json *file = read_compose_file(path);
    interpolate(file, project->variables, "");
    check_schema(file, path);
    make_canonical(project, file);
    merge_models(project->model, file);
  }
}

/* Variables of files stand before those that the service has itself. */
static void read_env_files(const struct project *project, struct json *service) {
  struct json *files = json_member(service, "env_file"), *all = json_object();
  const struct json *own = json_member(service, "environment");
  int i;
  for (i = 0; files && i < files->count; i++) {
    const struct json *said = files->values[i], *required = json_get(said, "required");
    char *path =
        absolute_path(project, said->kind == STRING ? said->text : json_text(said, "path"));
    struct json *around = json_object();
    const struct json *read;
    put_all(around, project->variables);
    put_all(around, all);
    read = read_variables(path, around, 1);
    if (!read && (!required || required->truth)) {
      refuse_missing(
          format("env file %s not found: stat %s: no such file or directory", path, path));
    }
    put_all(all, read);
  }
  json_remove(service, "env_file");
  for (i = 0; own && i < own->count; i++) {
    struct json *value = own->values[i];
    if (value->kind == NULL_VALUE && json_member(project->variables, own->names[i])) {
      value = json_member(project->variables, own->names[i]);
    }
    json_put(all, own->names[i], value);
  }
  if (all->count || own) {
    json_set(service, "environment", sorted(all));
  }
}

/* Of arguments without a value the environment's; those that it has not are none. */
static void fill_arguments(const struct project *project, struct json *service) {
  const struct json *own = json_get(service, "build.args");
  struct json *all = json_object();
  int i;
  for (i = 0; own && i < own->count; i++) {
    struct json *value = own->values[i]->kind == NULL_VALUE
                             ? json_member(project->variables, own->names[i])
                             : own->values[i];
    if (value) {
      json_put(all, own->names[i], value);
    }
  }
  if (own) {
    json_set(service, "build.args", all);
  }
}

/* "service:db": who else is needed, though depends_on does not say so. */
static void add_implied(struct json *service) {
  static const char *const keys[] = {"network_mode", "pid", "ipc"};
  struct json *all = json_member(service, "depends_on");
  int i;
  for (i = 0; i < 3; i++) {
    const char *mode = json_text(service, keys[i]);
    if (starts_with(mode, "service:") && !json_member(all, mode + 8)) {
      struct json *one = json_object();
      all = all ? all : json_object();
      json_set_string(one, "condition", "service_started");
      json_set_boolean(one, "restart", 1);
      json_set_boolean(one, "required", 1);
      json_put(all, mode + 8, one);
      json_set(service, "depends_on", sorted(all));
    }
  }
}

/* What has no name in the file gets one with the project's in front. */
static void name_resources(struct project *project, const char *kind, int uses_default) {
  struct json *all = json_member(project->model, kind);
  int i;
  if (uses_default) {
    if (!all) {
      json_put(project->model, kind, all = json_object());
    }
    if (!json_member(all, "default")) {
      json_put(all, "default", json_object());
    }
  }
  if (!all) {
    return;
  }
  json_put(project->model, kind, all = sorted(all));
  for (i = 0; i < all->count; i++) {
    struct json *own = all->values[i], *one = json_object(), *external;
    const char *name = json_text(own, "name");
    int is_external;
    own = own->kind == OBJECT ? own : json_object();
    external = json_member(own, "external");
    is_external = external && (external->kind == OBJECT || external->truth);
    if (is_external && external->kind == OBJECT && *json_text(external, "name")) {
      name = json_text(external, "name");
    }
    json_set_string(one, "name",
                    *name         ? name
                    : is_external ? all->names[i]
                                  : format("%s_%s", project->name, all->names[i]));
    merge_models(one, own);
    json_set_string(one, "name", json_text(one, "name"));
    if (external) {
      json_set_string(one, "name", *name ? name : all->names[i]);
      json_remove(one, "external");
      if (is_external) {
        json_set_boolean(one, "external", 1);
      }
    }
    if (json_get(one, "file")) {
      json_set_string(one, "file", absolute_path(project, json_text(one, "file")));
    }
    all->values[i] = one;
  }
}

static void resolve(struct project *project) {
  struct json *services = json_member(project->model, "services");
  int i, uses_default = 0;
  services = services ? sorted(services) : json_object();
  json_put(project->model, "services", services);
  for (i = 0; i < services->count; i++) {
    struct json *service = services->values[i];
    read_env_files(project, service);
    fill_arguments(project, service);
    add_implied(service);
    if (!json_get(service, "network_mode") && !json_count(service, "networks")) {
      json_set(service, "networks", json_object());
      json_set(service, "networks.default", json_null());
    }
    uses_default |= json_get(service, "networks.default") != NULL;
    services->values[i] = sorted(service);
  }
  name_resources(project, "networks", uses_default);
  name_resources(project, "volumes", 0);
  name_resources(project, "secrets", 0);
  name_resources(project, "configs", 0);
}

static struct json *profiles_of(const struct request *request, const struct json *variables) {
  struct json *all = json_array();
  const struct json *given = json_member(variables, "COMPOSE_PROFILES");
  const char *at = given && !request->profiles->count ? given->text : "";
  int i;
  for (i = 0; i < request->profiles->count; i++) {
    json_push(all, request->profiles->values[i]);
  }
  while (*at) {
    size_t length = strcspn(at, ",");
    json_push(all, json_string(format("%.*s", (int)length, at)));
    at += length + (at[length] == ',');
  }
  return all;
}

/* What it is called before its files have been read; NULL where nothing says it but they. */
static char *given_name(const struct request *request, const struct json *variables) {
  const struct json *given = json_member(variables, "COMPOSE_PROJECT_NAME");
  return request->name           ? checked_name(request->name)
         : given && *given->text ? checked_name(given->text)
                                 : NULL;
}

struct project *load_project(const struct request *request) {
  struct project *project = allocate(sizeof *project);
  struct json *model = json_object();
  memset(project, 0, sizeof *project);
  project->files = files_of(request);
  if (!project->files->count) {
    refuse_missing("no configuration file provided: not found");
  }
  project->folder = request->folder ? from_here(request->folder)
                    : strcmp(project->files->values[0]->text, "-")
                        ? folder_of(project->files->values[0]->text)
                        : working_folder();
  project->variables = all_variables_of(request, project->folder);
  project->profiles = profiles_of(request, project->variables);
  project->name = given_name(request, project->variables);
  if (project->name) {
    json_put(project->variables, "COMPOSE_PROJECT_NAME", json_string(project->name));
  }
  read_all(project);
  if (!project->name) {
    project->name = *json_text(project->model, "name") ? as_name(json_text(project->model, "name"))
                                                       : base_of(project->folder);
  }
  if (!*project->name) {
    refuse_project("project name must not be empty");
  }
  json_set_string(model, "name", project->name);
  json_remove(project->model, "name");
  json_remove(project->model, "version");
  resolve(project);
  {
    static const char *const order[] = {"services", "networks", "volumes", "secrets", "configs"};
    unsigned i;
    for (i = 0; i < sizeof order / sizeof *order; i++) {
      struct json *one = json_member(project->model, order[i]);
      if (one && (one->count || !i)) {
        json_put(model, order[i], one);
      }
    }
    merge_models(model, project->model);
  }
  project->model = model;
  check_project(project);
  return project;
}

char *project_name(const struct request *request) {
  char *name = given_name(request, all_variables_of(request, working_folder()));
  return name ? name : load_project(request)->name;
}
