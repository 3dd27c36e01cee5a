/* Containers as they are kept: a folder each, with all that is known of one. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "health.h"
#include "http.h"
#include "remote.h"

#define CONTAINERS ENGINE_ROOT "/containers"

char *container_file(const char *id, const char *name) {
  return format(CONTAINERS "/%s/%s", id, name);
}

char *container_folder(const struct json *container) {
  return format(CONTAINERS "/%s", json_text(container, "Id"));
}

int keep_container(const struct json *container) {
  return json_write(container_file(json_text(container, "Id"), "config.v2.json"), container);
}

/* What is kept of one; NULL for none. */
static struct json *read_container(const char *id) {
  const char *path = container_file(id, "config.v2.json");
  struct json *one = json_read(path);
  if (one && is_lost(one)) {
    lock_store();
    one = json_read(path);
    if (one && is_lost(one)) {
      bury(one);
      if (json_truth(one, "HostConfig.AutoRemove")) {
        remove_container(one, 0);
        one = NULL;
      }
    }
    unlock_store();
  }
  return one;
}

static int by_age(const void *one, const void *other) {
  const struct json *a = *(struct json *const *)one, *b = *(struct json *const *)other;
  return strcmp(json_text(b, "Created"), json_text(a, "Created"));
}

struct json *all_containers(void) {
  struct json *all = elsewhere ? containers_elsewhere() : json_array();
  DIR *folder = elsewhere ? NULL : opendir(CONTAINERS);
  struct dirent *entry;
  while (folder && (entry = readdir(folder))) {
    if (entry->d_name[0] != '.') {
      struct json *one = read_container(entry->d_name);
      if (one) {
        json_push(all, one);
      }
    }
  }
  if (folder) {
    closedir(folder);
  }
  if (all->count) {
    qsort(all->values, (size_t)all->count, sizeof *all->values, by_age);
  }
  return all;
}

struct json *find_container(const char *text, failure *failed) {
  struct json *all, *found;
  const char *name = *text == '/' ? text + 1 : text;
  int i;
  *failed = NULL;
  if (elsewhere) {
    return value_elsewhere(format("/containers/%s/json", encoded(name)), failed);
  }
  found = strlen(text) == ID_LENGTH ? read_container(text) : NULL;
  if (found) {
    return found;
  }
  all = all_containers();
  for (i = 0; i < all->count; i++) {
    if (strcmp(container_name(all->values[i]), name) == 0 ||
        strcmp(json_text(all->values[i], "Id"), text) == 0) {
      return all->values[i];
    }
  }
  for (i = 0; i < all->count; i++) {
    if (*text && starts_with(json_text(all->values[i], "Id"), text)) {
      if (found) {
        *failed = format("Multiple IDs found with provided prefix: %s", text);
        return NULL;
      }
      found = all->values[i];
    }
  }
  if (!found) {
    *failed = format("No such container: %s", text);
  }
  return found;
}

int is_running(const struct json *container) { return json_truth(container, "State.Running"); }

const char *container_name(const struct json *container) {
  const char *name = json_text(container, "Name");
  return *name == '/' ? name + 1 : name;
}

char *status_text(const struct json *container) {
  const char *status = json_text(container, "State.Status");
  if (is_running(container)) {
    return format("Up %s%s", time_ago(json_text(container, "State.StartedAt")),
                  json_truth(container, "State.Paused") ? " (Paused)" : health_text(container));
  }
  if (strcmp(status, "exited") == 0 || strcmp(status, "restarting") == 0) {
    return format("%s (%lld) %s ago", *status == 'e' ? "Exited" : "Restarting",
                  json_integer(container, "State.ExitCode"),
                  time_ago(json_text(container, "State.FinishedAt")));
  }
  return format("%s", strcmp(status, "created") == 0 ? "Created" : "Dead");
}

char *command_text(const struct json *container) {
  const struct json *words = json_get(container, "Args");
  char *text = format("%s", json_text(container, "Path"));
  int i;
  for (i = 0; words && i < words->count; i++) {
    const char *word = words->values[i]->text;
    text = format(strchr(word, ' ') ? "%s '%s'" : "%s %s", text, word);
  }
  return text;
}
