/* docker ps, images and history: what there is, in columns. */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "network.h"
#include "remote.h"
#include "template.h"

static const char *const container_headings[][2] = {{"ID", "CONTAINER ID"},
                                                    {"Image", "IMAGE"},
                                                    {"Command", "COMMAND"},
                                                    {"CreatedAt", "CREATED AT"},
                                                    {"RunningFor", "CREATED"},
                                                    {"Status", "STATUS"},
                                                    {"State", "STATE"},
                                                    {"Ports", "PORTS"},
                                                    {"Names", "NAMES"},
                                                    {"Size", "SIZE"},
                                                    {"Labels", "LABELS"},
                                                    {"Mounts", "MOUNTS"},
                                                    {"Networks", "NETWORKS"},
                                                    {"LocalVolumes", "LOCAL VOLUMES"},
                                                    {NULL, NULL}};

static const char *const image_headings[][2] = {{"Repository", "REPOSITORY"},
                                                {"Tag", "TAG"},
                                                {"Digest", "DIGEST"},
                                                {"ID", "IMAGE ID"},
                                                {"CreatedSince", "CREATED"},
                                                {"CreatedAt", "CREATED AT"},
                                                {"Size", "SIZE"},
                                                {NULL, NULL}};

static const char *const history_headings[][2] = {{"ID", "IMAGE"},
                                                  {"CreatedSince", "CREATED"},
                                                  {"CreatedAt", "CREATED AT"},
                                                  {"CreatedBy", "CREATED BY"},
                                                  {"Size", "SIZE"},
                                                  {"Comment", "COMMENT"},
                                                  {NULL, NULL}};

static char *shortened(const char *text, size_t most) {
  return strlen(text) > most ? format("%.*s…", (int)most - 1, text) : format("%s", text);
}

/* "2006-01-02 15:04:05 +0000 UTC" */
static char *date_text(const char *time) {
  return format("%.10s %.8s +0000 UTC", time, strlen(time) > 19 ? time + 11 : "");
}

static char *size_of(const struct json *container) {
  struct image image;
  long long own = tree_size(json_text(container, "GraphDriver.Data.UpperDir"));
  long long all = own;
  if (find_image(json_text(container, "Image"), &image) == 0) {
    all += image_size(&image);
  }
  return format("%s (virtual %s)", size_text(own, 1), size_text(all, 1));
}

/* "name" or "name=value". */
int has_label(const struct json *labels, const char *wanted) {
  size_t length = strcspn(wanted, "=");
  int i;
  for (i = 0; labels && i < labels->count; i++) {
    if (strncmp(labels->names[i], wanted, length) == 0 && !labels->names[i][length]) {
      return !wanted[length] || !strcmp(labels->values[i]->text, wanted + length + 1);
    }
  }
  return 0;
}

char *label_pairs(const struct json *labels) {
  char *text = format("%s", "");
  int i;
  for (i = 0; labels && i < labels->count; i++) {
    text = format("%s%s%s=%s", text, i ? "," : "", labels->names[i], labels->values[i]->text);
  }
  return text;
}

static char *network_names(const struct json *container) {
  const struct json *all = json_get(container, "NetworkSettings.Networks");
  char *text = format("%s", "");
  int i;
  for (i = 0; all && i < all->count; i++) {
    text = format("%s%s%s", text, i ? "," : "", all->names[i]);
  }
  return text;
}

struct json *container_row(const struct json *container, int whole, int sized) {
  struct json *row = json_object();
  const char *id = json_text(container, "Id");
  char *command = command_text(container);
  json_set_string(row, "Command", format("\"%s\"", whole ? command : shortened(command, 20)));
  json_set_string(row, "CreatedAt", date_text(json_text(container, "Created")));
  json_set_string(row, "ID", whole ? id : format("%.12s", id));
  json_set_string(row, "Image", json_text(container, "Config.Image"));
  json_set_string(row, "Labels", label_pairs(json_get(container, "Config.Labels")));
  json_set_number(row, "LocalVolumes", 0);
  json_set_string(row, "Mounts", "");
  json_set_string(row, "Names", container_name(container));
  json_set_string(row, "Networks", network_names(container));
  json_set_string(row, "Ports", ports_text(container));
  json_set_string(row, "RunningFor", format("%s ago", time_ago(json_text(container, "Created"))));
  json_set_string(row, "Size", sized ? size_of(container) : "0B");
  json_set_string(row, "State", json_text(container, "State.Status"));
  json_set_string(row, "Status", status_text(container));
  return row;
}

static void refuse_filter(const char *filter) {
  fflush(stdout);
  fprintf(stderr, "Error response from daemon: invalid filter '%s'\n", filter);
  exit(1);
}

/* A container that was made before or after another one. */
static int is_older(const struct json *container, const char *other, int older) {
  failure failed;
  const struct json *found = find_container(other, &failed);
  int order;
  if (!found) {
    fflush(stdout);
    fprintf(stderr, "Error response from daemon: %s\n", failed);
    exit(1);
  }
  order = strcmp(json_text(container, "Created"), json_text(found, "Created"));
  return older ? order < 0 : order > 0;
}

static int has_volume(const struct json *container, const char *wanted) {
  const struct json *all = json_get(container, "Mounts");
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (!strcmp(json_text(all->values[i], "Name"), wanted) ||
        !strcmp(json_text(all->values[i], "Source"), wanted) ||
        !strcmp(json_text(all->values[i], "Destination"), wanted)) {
      return 1;
    }
  }
  return 0;
}

static int is_at_network(const struct json *container, const char *wanted) {
  const struct json *all = json_get(container, "NetworkSettings.Networks");
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (!strcmp(all->names[i], wanted) ||
        starts_with(json_text(all->values[i], "NetworkID"), wanted)) {
      return 1;
    }
  }
  return 0;
}

/* "80", "80/tcp" or "80-90" of the container's own ports; those alone that the host has, too. */
static int has_port(const struct json *container, const char *wanted, int published) {
  const struct json *all =
      json_get(container, published ? "NetworkSettings.Ports" : "Config.ExposedPorts");
  const char *protocol = strchr(wanted, '/'), *last = strchr(wanted, '-');
  int i, least = atoi(wanted), most = last ? atoi(last + 1) : least;
  for (i = 0; all && i < all->count; i++) {
    const char *own = strchr(all->names[i], '/');
    int number = atoi(all->names[i]);
    if (number >= least && number <= most && own && !strcmp(protocol ? protocol : "/tcp", own) &&
        (!published || all->values[i]->count)) {
      return 1;
    }
  }
  return 0;
}

static int matches_one(const struct json *container, const char *name, const char *value) {
  if (!strcmp(name, "before") || !strcmp(name, "since")) {
    return is_older(container, value, *name == 'b');
  }
  if (!strcmp(name, "volume")) {
    return has_volume(container, value);
  }
  if (!strcmp(name, "network")) {
    return is_at_network(container, value);
  }
  if (!strcmp(name, "publish") || !strcmp(name, "expose")) {
    return has_port(container, value, *name == 'p');
  }
  if (!strcmp(name, "name")) {
    return strstr(container_name(container), *value == '/' ? value + 1 : value) != NULL;
  }
  if (!strcmp(name, "id")) {
    return starts_with(json_text(container, "Id"), value);
  }
  if (!strcmp(name, "status")) {
    return strcmp(json_text(container, "State.Status"), value) == 0;
  }
  if (!strcmp(name, "exited")) {
    return !is_running(container) && json_integer(container, "State.ExitCode") == atoi(value) &&
           strcmp(json_text(container, "State.Status"), "created");
  }
  if (!strcmp(name, "ancestor")) {
    struct image image;
    return find_image(value, &image) == 0 &&
           strcmp(json_text(container, "Image") + 7, image.id) == 0;
  }
  if (!strcmp(name, "label")) {
    return has_label(json_get(container, "Config.Labels"), value);
  }
  if (!strcmp(name, "health")) {
    const char *health = json_text(container, "State.Health.Status");
    return strcmp(*health ? health : "none", value) == 0;
  }
  return 0;
}

/* Of each kind one is enough, but of labels, which all count. */
static int matches(const struct json *container, const struct json *filters) {
  int i, j;
  for (i = 0; i < filters->count; i++) {
    const char *text = filters->values[i]->text;
    size_t length = strcspn(text, "=");
    char *name = format("%.*s", (int)length, text);
    int any = matches_one(container, name, text + length + 1);
    for (j = 0; !any && strcmp(name, "label") && j < filters->count; j++) {
      const char *other = filters->values[j]->text;
      any =
          strncmp(other, text, length + 1) == 0 && matches_one(container, name, other + length + 1);
    }
    if (!any) {
      return 0;
    }
  }
  return 1;
}

/* Also where there is no container that they would be asked of. */
static void check_filters(const struct json *filters) {
  int i;
  for (i = 0; i < filters->count; i++) {
    const char *text = filters->values[i]->text;
    char *name = format("%.*s", (int)strcspn(text, "="), text);
    if (!text[strlen(name)]) {
      fprintf(stderr,
              "invalid argument \"%s\" for \"-f, --filter\" flag: invalid filter '%s': "
              "bad format of filter (expected name=value)\nSee 'docker ps --help'.\n",
              name, name);
      exit(125);
    }
    if (!strstr(" ancestor before exited expose health id label name network "
                "publish since status volume ",
                format(" %s ", name))) {
      refuse_filter(name);
    }
  }
}

static int asks_for_ended(const struct json *filters) {
  int i;
  for (i = 0; i < filters->count; i++) {
    if (starts_with(filters->values[i]->text, "status=") ||
        starts_with(filters->values[i]->text, "exited=")) {
      return 1;
    }
  }
  return 0;
}

int ps_command(struct asked *asked) {
  struct json *all = all_containers(), *rows = json_array();
  struct json *filters = option_list(asked, "filter");
  const char *form = option_text(asked, "format");
  int whole = option_truth(asked, "no-trunc"), sized = option_truth(asked, "size"), i;
  int ended = option_truth(asked, "all") || asks_for_ended(filters);
  long long most = option_given(asked, "last")     ? json_integer(asked->values, "last")
                   : option_truth(asked, "latest") ? 1
                                                   : -1;
  check_filters(filters);
  for (i = 0; i < all->count && rows->count != most; i++) {
    struct json *one = all->values[i];
    if ((ended || most > 0 || is_running(one) || is_restarting(one)) && matches(one, filters)) {
      json_push(rows, container_row(one, whole, sized || strstr(form, ".Size")));
    }
  }
  if (option_truth(asked, "quiet")) {
    form = "{{.ID}}";
  } else if (!*form || !strcmp(form, "table")) {
    form = sized ? "table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.RunningFor}}\\t{{.Status}}\\t"
                   "{{.Ports}}\\t{{.Names}}\\t{{.Size}}"
                 : "table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.RunningFor}}\\t{{.Status}}\\t"
                   "{{.Ports}}\\t{{.Names}}";
  }
  return print_rows(form, rows, container_headings);
}

static int newer_image(const void *one, const void *other) {
  const struct json *a = *(struct json *const *)one, *b = *(struct json *const *)other;
  int order = strcmp(json_text(b, "CreatedAt"), json_text(a, "CreatedAt"));
  return order ? order : strcmp(json_text(a, "Tag"), json_text(b, "Tag"));
}

static struct json *image_row(const char *name, const struct image *image, int whole) {
  struct json *row = json_object();
  const char *colon = strrchr(name, ':');
  const char *created = json_text(image->config, elsewhere ? "Created" : "created");
  json_set_string(row, "Containers", "N/A");
  json_set_string(row, "CreatedAt", date_text(created));
  json_set_string(row, "CreatedSince", format("%s ago", time_ago(created)));
  json_set_string(row, "Digest", "<none>");
  json_set_string(row, "ID", whole ? format("sha256:%s", image->id) : format("%.12s", image->id));
  json_set_string(row, "Repository", format("%.*s", (int)(colon - name), name));
  json_set_string(row, "Size", size_text(image_size(image), 1));
  json_set_string(row, "Tag", colon + 1);
  return row;
}

/* A name, a name with a tag, or a pattern for either. */
static int is_asked_for(const char *wanted, const char *name) {
  char *bare = format("%.*s", (int)(strrchr(name, ':') - name), name);
  return fnmatch(wanted, name, FNM_PATHNAME) == 0 || fnmatch(wanted, bare, FNM_PATHNAME) == 0;
}

static int truth_of(const char *text) {
  return !strcmp(text, "true") || !strcmp(text, "1")    ? 1
         : !strcmp(text, "false") || !strcmp(text, "0") ? 0
                                                        : -1;
}

/* Also where there is no image that they would be asked of. */
static void check_image_filters(const struct json *filters) {
  int i, dangling = -1;
  for (i = 0; i < filters->count; i++) {
    const char *filter = filters->values[i]->text, *value = filter + strcspn(filter, "=");
    if (!*value) {
      refuse_flag(
          "-f, --filter", filter,
          format("invalid filter '%s': bad format of filter (expected name=value)", filter));
    }
    if (starts_with(filter, "dangling=")) {
      int truth = truth_of(value + 1);
      if (truth < 0 || (dangling >= 0 && truth != dangling)) {
        refuse_filter(format("dangling=[%s]", value + 1));
      }
      dangling = truth;
    } else if (!starts_with(filter, "reference=") && !starts_with(filter, "label=")) {
      refuse_filter(format("%.*s", (int)(value - filter), filter));
    }
  }
}

/* Whether the filters let an image through under a name; nameless ones have "<none>:<none>". One
   of several names is enough, and all labels count. */
static int is_let_through(const struct json *filters, const char *name, const struct image *image) {
  int i, nameless = *name == '<', through = 1, names = 0, named = 0;
  for (i = 0; i < filters->count; i++) {
    const char *filter = filters->values[i]->text, *value = strchr(filter, '=') + 1;
    if (starts_with(filter, "dangling=")) {
      through &= truth_of(value) == nameless;
    } else if (starts_with(filter, "reference=")) {
      names = 1;
      named |= !nameless && is_asked_for(value, name);
    } else {
      through &= has_label(json_get(image->config, "config.Labels"), value);
    }
  }
  return through && named == names;
}

int has_a_name(const struct json *names, const char *id) {
  int i, found = 0;
  for (i = 0; i < names->count; i++) {
    found |= strcmp(names->values[i]->text + 7, id) == 0;
  }
  return found;
}

static void list_image(const struct asked *asked, const char *name, const char *id,
                       struct json *rows) {
  struct image image;
  if (find_image(id, &image) == 0 && is_let_through(option_list(asked, "filter"), name, &image)) {
    json_push(rows, image_row(name, &image, option_truth(asked, "no-trunc")));
  }
}

int images_command(struct asked *asked) {
  struct json *names = elsewhere ? repositories_elsewhere() : repositories();
  struct json *rows = json_array(), *all = elsewhere ? json_array() : all_images();
  const char *form = option_text(asked, "format");
  int i, digests = option_truth(asked, "digests");
  check_image_filters(option_list(asked, "filter"));
  for (i = 0; i < names->count; i++) {
    if (!asked->count || is_asked_for(asked->arguments[0], names->names[i])) {
      list_image(asked, names->names[i], names->values[i]->text, rows);
    }
  }
  for (i = 0; i < all->count && !asked->count; i++) {
    const char *id = all->values[i]->text;
    if (!has_a_name(names, id)) {
      list_image(asked, "<none>:<none>", id, rows);
    }
  }
  qsort(rows->values, (size_t)rows->count, sizeof *rows->values, newer_image);
  if (option_truth(asked, "quiet")) {
    form = "{{.ID}}";
  } else if (!*form || !strcmp(form, "table")) {
    form = digests ? "table {{.Repository}}\\t{{.Tag}}\\t{{.Digest}}\\t{{.ID}}\\t{{.CreatedSince}}"
                     "\\t{{.Size}}"
                   : "table {{.Repository}}\\t{{.Tag}}\\t{{.ID}}\\t{{.CreatedSince}}\\t{{.Size}}";
  }
  return print_rows(form, rows, image_headings);
}

int history_command(struct asked *asked) {
  struct image image;
  struct json *rows = json_array(), *steps;
  const char *form = option_text(asked, "format");
  int i, whole = option_truth(asked, "no-trunc");
  if (find_image(asked->arguments[0], &image) < 0) {
    say_failure("No such image: %s", full_name(asked->arguments[0]));
    return 1;
  }
  steps = json_get(image.config, "history");
  for (i = steps ? steps->count - 1 : -1; i >= 0; i--) {
    struct json *step = steps->values[i], *row = json_object();
    const char *made = json_text(step, "created_by"), *created = json_text(step, "created");
    int is_top = i == steps->count - 1;
    json_set_string(row, "Comment", json_text(step, "comment"));
    json_set_string(row, "CreatedAt", date_text(created));
    json_set_string(row, "CreatedBy", whole ? made : shortened(made, 45));
    json_set_string(row, "CreatedSince", format("%s ago", time_ago(created)));
    json_set_string(row, "ID",
                    !is_top ? "<missing>"
                    : whole ? format("sha256:%s", image.id)
                            : format("%.12s", image.id));
    json_set_string(row, "Size", size_text(layer_size(&image, i), 1));
    json_push(rows, row);
  }
  if (option_truth(asked, "quiet")) {
    form = "{{.ID}}";
  } else if (!*form || !strcmp(form, "table")) {
    form = "table {{.ID}}\\t{{.CreatedSince}}\\t{{.CreatedBy}}\\t{{.Size}}\\t{{.Comment}}";
  }
  return print_rows(form, rows, history_headings);
}
