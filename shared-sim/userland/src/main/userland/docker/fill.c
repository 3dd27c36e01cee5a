/* What a container has of its image where nothing else is said. */
#include <string.h>

#include "commands.h"
#include "health.h"

static int is_empty(const struct json *list) {
  return !list || list->kind != ARRAY || !list->count;
}

/* What is run: the words of the command, or the image's, behind an entry point. */
static failure fill_command(struct json *container, const struct image *image) {
  struct json *entry = json_get(container, "Config.Entrypoint"), *all = json_array();
  struct json *words = json_get(container, "Config.Cmd");
  int i, is_own = entry && entry->kind == ARRAY;
  if (!is_own) {
    entry = json_get(image->config, "config.Entrypoint");
  }
  if (is_empty(words)) {
    words = is_own ? NULL : json_get(image->config, "config.Cmd");
  }
  for (i = 0; !is_empty(entry) && i < entry->count; i++) {
    json_push(all, entry->values[i]);
  }
  for (i = 0; !is_empty(words) && i < words->count; i++) {
    json_push(all, words->values[i]);
  }
  if (!all->count) {
    return format("no command specified");
  }
  json_set_string(container, "Path", all->values[0]->text);
  json_set(container, "Config.Cmd", is_empty(words) ? json_null() : words);
  json_set(container, "Config.Entrypoint", is_empty(entry) ? json_null() : entry);
  for (i = 1; i < all->count; i++) {
    json_push(json_get(container, "Args"), all->values[i]);
  }
  return NULL;
}

/* The image's labels, but those that the container has its own value of. */
static void fill_labels(struct json *container, const struct json *from) {
  struct json *all = json_get(container, "Config.Labels");
  int i;
  for (i = 0; from && from->kind == OBJECT && i < from->count; i++) {
    if (!json_member(all, from->names[i])) {
      json_put(all, from->names[i], from->values[i]);
    }
  }
}

static int has_mount(const struct json *container, const char *place) {
  const struct json *all = json_get(container, "Mounts");
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (!strcmp(json_text(all->values[i], "Destination"), place)) {
      return 1;
    }
  }
  return json_member(json_get(container, "HostConfig.Tmpfs"), place) != NULL;
}

/* Where the image wants volumes and nothing else is mounted, there are some without a name. */
static void fill_volumes(struct json *container, const struct json *wanted) {
  struct json *all = json_object();
  int i;
  for (i = 0; wanted && wanted->kind == OBJECT && i < wanted->count; i++) {
    json_put(all, wanted->names[i], json_object());
    if (!has_mount(container, wanted->names[i])) {
      add_volume(container, random_id(), wanted->names[i], 1);
    }
  }
  if (all->count) {
    json_set(container, "Config.Volumes", all);
  }
}

failure fill_container(struct json *container, const struct image *image) {
  const char *signal = json_text(image->config, "config.StopSignal");
  if (*signal && !*json_text(container, "Config.StopSignal")) {
    json_set_string(container, "Config.StopSignal", signal);
  }
  fill_labels(container, json_get(image->config, "config.Labels"));
  fill_volumes(container, json_get(image->config, "config.Volumes"));
  fill_health(container, json_get(image->config, "config.Healthcheck"));
  if (!*json_text(container, "Config.User")) {
    json_set_string(container, "Config.User", json_text(image->config, "config.User"));
  }
  if (!*json_text(container, "Config.WorkingDir")) {
    json_set_string(container, "Config.WorkingDir", json_text(image->config, "config.WorkingDir"));
  }
  json_set(
      container, "Config.Env",
      environment_of(json_get(container, "Config.Env"), json_get(image->config, "config.Env")));
  return fill_command(container, image);
}
