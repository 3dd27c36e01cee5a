/* docker compose ps, logs, images and the others that show what is there. */
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "compose.h"
#include "template.h"

static const struct fleet everything = {1, 0}, running = {0, 0}, with_oneoffs = {1, 1};

/* The project of the files, or, where there are none and a name is given, of its containers. */
struct project *known_project(void) {
  struct project *project;
  struct json *fleet, *order = json_array();
  int i, j;
  if (!compose_request.name || compose_request.files->count) {
    return load_project(&compose_request);
  }
  project = allocate(sizeof *project);
  memset(project, 0, sizeof *project);
  project->name = project_name(&compose_request);
  project->model = json_object();
  json_set(project->model, "services", json_object());
  fleet = fleet_of(project->name, NULL, &everything);
  for (i = fleet->count - 1; i >= 0; i--) {
    const char *name = service_label(fleet->values[i]);
    for (j = 0; j < order->count && strcmp(order->values[j]->text, name); j++) {
    }
    if (j == order->count) {
      json_push(order, json_string(name));
      json_put(json_get(project->model, "services"), name, json_object());
    }
  }
  project->active = order;
  return project;
}

/* Of the services that are named, which have to be there. */
struct json *fleet_asked(const struct project *project, const struct asked *asked,
                         const struct fleet *which) {
  int i;
  for (i = 0; i < asked->count; i++) {
    service_of(project, asked->arguments[i]);
  }
  return fleet_of(project->name, asked->arguments, which);
}

static const char *const ps_headings[][2] = {{"ID", "CONTAINER ID"},      {"Name", "NAME"},
                                             {"Image", "IMAGE"},          {"Command", "COMMAND"},
                                             {"Service", "SERVICE"},      {"RunningFor", "CREATED"},
                                             {"Status", "STATUS"},        {"State", "STATE"},
                                             {"Ports", "PORTS"},          {"Health", "HEALTH"},
                                             {"ExitCode", "EXIT CODE"},   {"Labels", "LABELS"},
                                             {"Networks", "NETWORKS"},    {"Project", "PROJECT"},
                                             {"CreatedAt", "CREATED AT"}, {NULL, NULL}};

static struct json *ps_row(const struct project *project, const struct json *container, int whole) {
  struct json *row = container_row(container, whole, 0);
  json_set_string(row, "Name", container_name(container));
  json_set_string(row, "Service", service_label(container));
  json_set_string(row, "Project", project->name);
  json_set_string(row, "Health", json_text(container, "State.Health.Status"));
  json_set_number(row, "ExitCode", json_integer(container, "State.ExitCode"));
  return row;
}

static int has_status(const struct json *container, const struct json *wanted) {
  const char *status = json_text(container, "State.Status");
  int i;
  for (i = 0; i < wanted->count; i++) {
    const char *one = wanted->values[i]->text;
    if (!strcmp(starts_with(one, "status=") ? one + 7 : one, status)) {
      return 1;
    }
  }
  return !wanted->count;
}

int compose_ps(struct asked *asked) {
  struct project *project = known_project();
  struct json *wanted = option_list(asked, "status"), *filters = option_list(asked, "filter");
  struct json *rows = json_array(), *fleet, *services = json_object();
  const char *form = option_text(asked, "format");
  int i, all = option_truth(asked, "all") || wanted->count || filters->count;
  for (i = 0; i < filters->count; i++) {
    if (!starts_with(filters->values[i]->text, "status=")) {
      fprintf(stderr, "unknown filter %s\n", filters->values[i]->text);
      return 1;
    }
    json_push(wanted, filters->values[i]);
  }
  fleet = fleet_asked(project, asked, all ? &with_oneoffs : &running);
  for (i = 0; i < fleet->count; i++) {
    struct json *one = fleet->values[i];
    if (has_status(one, wanted)) {
      json_push(rows, ps_row(project, one,
                             option_truth(asked, "no-trunc") || option_truth(asked, "quiet")));
      json_put(services, service_label(one), json_null());
    }
  }
  if (option_truth(asked, "services")) {
    for (services = sorted(services), i = 0; i < services->count; i++) {
      puts(services->names[i]);
    }
    return 0;
  }
  if (option_truth(asked, "quiet")) {
    form = "{{.ID}}";
  } else if (!strcmp(form, "json")) {
    form = "{{json .}}";
  } else if (!*form || !strcmp(form, "table")) {
    form =
        "table {{.Name}}\\t{{.Image}}\\t{{.Command}}\\t{{.Service}}\\t{{.RunningFor}}\\t"
        "{{.Status}}\\t{{.Ports}}";
  }
  return print_rows(form, rows, ps_headings);
}

int compose_logs(struct asked *asked) {
  struct project *project = known_project();
  return show_logs(fleet_asked(project, asked, &everything), asked);
}

int compose_images(struct asked *asked) {
  struct project *project = known_project();
  struct json *fleet = fleet_asked(project, asked, &everything);
  struct columns table = {NULL, 0};
  int i;
  add_line(&table, format("CONTAINER\tREPOSITORY\tTAG\tIMAGE ID\tSIZE"));
  for (i = 0; i < fleet->count; i++) {
    const struct json *one = fleet->values[i];
    const char *id = json_text(one, "Image") + 7, *name = full_name(json_text(one, "Config.Image"));
    const char *colon = strrchr(name, ':');
    struct image image;
    if (option_truth(asked, "quiet")) {
      puts(id);
    } else if (find_image(id, &image) == 0) {
      add_line(&table, format("%s\t%.*s\t%s\t%.12s\t%s", container_name(one), (int)(colon - name),
                              name, colon + 1, id, size_text(image_size(&image), 1)));
    }
  }
  if (!option_truth(asked, "quiet")) {
    print_columns_from(&table, 20);
  }
  return 0;
}

int compose_top(struct asked *asked) {
  struct project *project = known_project();
  struct json *fleet = fleet_asked(project, asked, &running);
  int i;
  for (i = 0; i < fleet->count; i++) {
    puts(container_name(fleet->values[i]));
    print_top(fleet->values[i], "", 5, "\t");
    putchar('\n');
  }
  return failed_before;
}

/* A member of a service by its number. */
struct json *member_of(const struct project *project, const char *service,
                       const struct asked *asked, const struct fleet *which) {
  char *one[2] = {(char *)service, NULL};
  struct json *fleet;
  long long index = option_given(asked, "index") ? json_integer(asked->values, "index") : 0;
  int i;
  service_of(project, service);
  fleet = fleet_of(project->name, one, which);
  for (i = 0; i < fleet->count; i++) {
    if (!index || number_label(fleet->values[i]) == index) {
      return fleet->values[i];
    }
  }
  fflush(stdout);
  fprintf(stderr,
          index > 0 ? "service \"%s\" is not running container #%lld\n"
                    : "service \"%s\" is not running\n",
          service, index);
  exit(1);
}

int compose_port(struct asked *asked) {
  struct project *project = known_project();
  struct json *container = member_of(project, asked->arguments[0], asked, &running), *list;
  const char *kind = option_text(asked, "protocol");
  char *name = format("%s/%s", asked->arguments[1], *kind ? kind : "tcp"), *all = format("%s", "");
  const struct json *ports = json_get(container, "NetworkSettings.Ports");
  int i, j;
  list = json_member(ports, name);
  if (list && list->kind == ARRAY && list->count) {
    printf("%s:%s\n", json_text(list->values[0], "HostIp"), json_text(list->values[0], "HostPort"));
    return 0;
  }
  for (i = 0; ports && i < ports->count; i++) {
    const struct json *one = ports->values[i];
    for (j = 0; one->kind == ARRAY && j < one->count; j++) {
      all = format("%s%s%s%s", all, *all ? ", " : "", json_text(one->values[j], "HostPort"),
                   strchr(ports->names[i], '/'));
    }
  }
  fprintf(stderr, "no port %s for container %s: %s\n", name, container_name(container), all);
  return 1;
}

/* How many of a project are in which state. */
static char *states_of(const struct json *counts) {
  char *text = format("%s", "");
  int i;
  for (i = 0; i < counts->count; i++) {
    text = format("%s%s%s(%s)", text, i ? ", " : "", counts->names[i], counts->values[i]->text);
  }
  return text;
}

int compose_ls(struct asked *asked) {
  struct json *all = all_containers(), *projects = json_object();
  struct columns table = {NULL, 0};
  int i;
  for (i = 0; i < all->count; i++) {
    const struct json *labels = json_get(all->values[i], "Config.Labels");
    const struct json *name = json_member(labels, LABEL "project");
    const struct json *files = json_member(labels, LABEL "project.config_files");
    const char *state = json_text(all->values[i], "State.Status");
    struct json *one;
    if (!name || (!is_running(all->values[i]) && !option_truth(asked, "all"))) {
      continue;
    }
    one = json_member(projects, name->text);
    if (!one) {
      json_put(projects, name->text, one = json_object());
      json_set(one, "files", files ? (struct json *)files : json_string(""));
      json_set(one, "counts", json_object());
    }
    json_set_number(one, format("counts.%s", state),
                    json_integer(one, format("counts.%s", state)) + 1);
  }
  projects = sorted(projects);
  add_line(&table, format("NAME\tSTATUS\tCONFIG FILES"));
  for (i = 0; i < projects->count; i++) {
    const struct json *one = projects->values[i];
    if (option_truth(asked, "quiet")) {
      puts(projects->names[i]);
    }
    add_line(&table, format("%s\t%s\t%s", projects->names[i],
                            states_of(sorted(json_get(one, "counts"))), json_text(one, "files")));
  }
  if (!option_truth(asked, "quiet")) {
    print_columns_from(&table, 20);
  }
  return 0;
}
