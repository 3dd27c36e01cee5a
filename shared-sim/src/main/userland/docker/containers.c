/* What the engine does with containers. */
#include <errno.h>
#include <poll.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docker.h"

#define LEAST_MEMORY (6 << 20)

static const struct {
  const char *name;
  int number;
} signals[] = {{"HUP", 1},   {"INT", 2},   {"QUIT", 3},  {"KILL", 9},  {"USR1", 10}, {"USR2", 12},
               {"TERM", 15}, {"CONT", 18}, {"STOP", 19}, {"WINCH", 28}, {NULL, 0}};

int signal_number(const char *text) {
  int i;
  if (strspn(text, "0123456789") == strlen(text)) {
    return atoi(text);
  }
  text += strncasecmp(text, "SIG", 3) ? 0 : 3;
  for (i = 0; signals[i].name; i++) {
    if (strcasecmp(signals[i].name, text) == 0) {
      return signals[i].number;
    }
  }
  return -1;
}

static failure name_container(struct json *container) {
  struct json *all = all_containers();
  const char *name = container_name(container);
  int i, again;
  if (!*name) {
    do {
      again = 0;
      json_set_string(container, "Name", format("/%s", random_name()));
      for (i = 0; i < all->count; i++) {
        again |= !strcmp(container_name(all->values[i]), container_name(container));
      }
    } while (again && all->count < 900);
    return NULL;
  }
  if (!is_name(name)) {
    return format("Invalid container name (%s), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed", name);
  }
  for (i = 0; i < all->count; i++) {
    if (strcmp(container_name(all->values[i]), name) == 0) {
      return format("Conflict. The container name \"/%s\" is already in use by container \"%s\". "
                    "You have to remove (or rename) that container to be able to reuse that name.",
                    name, json_text(all->values[i], "Id"));
    }
  }
  return NULL;
}

static failure check_limits(const struct json *host) {
  long long memory = json_integer(host, "Memory"), cpus = json_integer(host, "NanoCpus");
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  unsigned long long all;
  if (memory > 0 && memory < LEAST_MEMORY) {
    return format("Minimum memory limit allowed is 6MB");
  }
  if (cpus < 0 || cpus > count * 1000000000LL) {
    return format("Range of CPUs is from 0.01 to %ld.00, as there are only %ld CPUs available",
                  count, count);
  }
  return change_capabilities_by(host, &all);
}

/* A line for each; "name:address" turned round where nothing is to stand before it. */
static char *lines_of(const struct json *list, const char *before) {
  char *all = format("%s", "");
  int i;
  for (i = 0; list && i < list->count; i++) {
    const char *text = list->values[i]->text, *colon = strchr(text, ':');
    all = before || !colon ? format("%s%s%s\n", all, before ? before : "", text)
                           : format("%s%s\t%.*s\n", all, colon + 1, (int)(colon - text), text);
  }
  return all;
}

static failure write_files(struct json *container) {
  const char *name = json_text(container, "Config.Hostname");
  char *folder = container_folder(container);
  if (make_folders(folder) < 0) {
    return format("mkdir %s: %s", folder, reason(errno));
  }
  json_set_string(container, "ResolvConfPath", format("%s/resolv.conf", folder));
  json_set_string(container, "HostnamePath", format("%s/hostname", folder));
  json_set_string(container, "HostsPath", format("%s/hosts", folder));
  json_set_string(container, "LogPath",
                  format("%s/%s-json.log", folder, json_text(container, "Id")));
  write_file(json_text(container, "ResolvConfPath"),
             lines_of(json_get(container, "HostConfig.Dns"), "nameserver "), 0644);
  write_file(json_text(container, "HostnamePath"), format("%s\n", name), 0644);
  write_file(json_text(container, "HostsPath"),
             format("127.0.0.1\tlocalhost\n%s",
                    lines_of(json_get(container, "HostConfig.ExtraHosts"), NULL)), 0644);
  return NULL;
}

/* Folders of the engine's own, filled with what the image has at their places when they are new. */
static failure make_volumes(struct json *container) {
  struct json *mounts = json_get(container, "Mounts");
  int i;
  for (i = 0; mounts && i < mounts->count; i++) {
    struct json *one = mounts->values[i];
    const char *source = json_text(one, "Source"), *place = json_text(one, "Destination");
    struct stat about;
    if (stat(source, &about) == 0) {
      continue;
    }
    if (make_folders(source) < 0) {
      return format("error while creating mount source path '%s': mkdir %s: %s", source, source,
                    reason(errno));
    }
    if (strcmp(json_text(one, "Type"), "volume") == 0) {
      failure failed = mount_root(container);
      char *first = inside(json_text(container, "GraphDriver.Data.MergedDir"), place);
      if (!failed && first && stat(first, &about) == 0 && S_ISDIR(about.st_mode)) {
        copy_tree(first, source);
      }
      unmount_root(container);
    }
  }
  return NULL;
}

static failure create(struct json *container, const struct image *image) {
  failure failed = check_limits(json_get(container, "HostConfig"));
  const char *folder = json_text(container, "Config.WorkingDir");
  char *id, *layers = image_layers(image);
  if (!failed && *folder && *folder != '/') {
    failed = format("the working directory '%s' is invalid, it needs to be an absolute path",
                    folder);
  }
  if (failed || (failed = name_container(container))) {
    return failed;
  }
  id = random_id();
  json_set_string(container, "Id", id);
  json_set_string(container, "Created", time_now());
  json_set_string(container, "Image", format("sha256:%s", image->id));
  if (!*json_text(container, "Config.Hostname")) {
    json_set_string(container, "Config.Hostname", format("%.12s", id));
  }
  failed = write_files(container);
  if (!failed) {
    failed = prepare_layers(container, layers);
  }
  if (!failed) {
    failed = make_volumes(container);
  }
  if (!failed && keep_container(container) < 0) {
    failed = format("cannot keep the container: %s", reason(errno));
  }
  if (failed) {
    remove_layers(container);
    remove_tree(container_folder(container));
  }
  return failed;
}

failure create_container(struct json *container, const struct image *image) {
  failure failed;
  lock_store();
  failed = create(container, image);
  unlock_store();
  return failed;
}

failure kill_container(struct json *container, int number) {
  int pid = (int)json_integer(container, "State.Pid");
  if (!is_running(container) || pid <= 0) {
    return format("container %s is not running", json_text(container, "Id"));
  }
  if (kill(pid, number) < 0) {
    return format("%s", reason(errno));
  }
  if (json_truth(container, "State.Paused") && number == SIGKILL) {
    freeze_group(container, 0);
  }
  return NULL;
}

/* Whether it has ended within so many seconds. */
static int ends_within(const struct json *container, int seconds) {
  char *path = format(RUN_ROOT "/%s.end", json_text(container, "Id"));
  struct pollfd wait = {open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), POLLIN, 0};
  int ended = wait.fd < 0 || poll(&wait, 1, seconds < 0 ? -1 : seconds * 1000) > 0;
  if (wait.fd >= 0) {
    close(wait.fd);
  }
  return ended;
}

failure stop_container(struct json *container, int seconds) {
  const char *name = json_text(container, "Config.StopSignal");
  failure failed;
  if (!is_running(container)) {
    return NULL;
  }
  freeze_group(container, 0);
  failed = kill_container(container, *name ? signal_number(name) : SIGTERM);
  if (!failed && !ends_within(container, seconds)) {
    failed = kill_container(container, SIGKILL);
  }
  if (!failed) {
    await_end(container);
  }
  return failed;
}

failure remove_container(struct json *container, int force) {
  if (is_running(container) && !force) {
    return format("cannot remove container \"%s\": container is %s: %s",
                  json_text(container, "Name"),
                  json_truth(container, "State.Paused") ? "paused" : "running",
                  json_truth(container, "State.Paused")
                      ? "unpause the container before removing or force remove"
                      : "stop the container before removing or force remove");
  }
  if (is_running(container)) {
    kill_container(container, SIGKILL);
    await_end(container);
  }
  unmount_root(container);
  remove_group(container);
  remove_layers(container);
  remove_tree(container_folder(container));
  if (json_truth(container, "HostConfig.AutoRemove")) {
    remove_unnamed_volumes(container);
  }
  return NULL;
}

static struct json *history_of(const struct json *container, const char *message) {
  struct json *entry = json_object();
  json_set_string(entry, "created", time_now());
  json_set_string(entry, "created_by", command_text(container));
  if (message && *message) {
    json_set_string(entry, "comment", message);
  }
  return entry;
}

failure commit_container(struct json *container, const char *name, const char *author,
                         const char *message, struct json *changes, char **id) {
  struct image image;
  struct json *config;
  char *digits = format("%s", json_text(container, "Image"));
  struct json *history;
  if (find_image(digits, &image) < 0) {
    return format("No such image: %s", digits);
  }
  config = image.config;
  json_set(config, "config.Cmd", json_get(container, "Config.Cmd"));
  json_set(config, "config.Env", json_get(container, "Config.Env"));
  json_set(config, "config.WorkingDir", json_get(container, "Config.WorkingDir"));
  json_set(config, "config.Entrypoint", json_get(container, "Config.Entrypoint"));
  if (changes) {
    int i;
    for (i = 0; i < changes->count; i++) {
      struct json *value = changes->values[i];
      if (strcmp(changes->names[i], "Env") == 0) {
        json_push(json_get(config, "config.Env"), value);
      } else {
        json_set(config, format("config.%s", changes->names[i]), value);
      }
    }
  }
  json_set_string(config, "created", time_now());
  json_set_string(config, "author", author ? author : "");
  json_set_string(config, "comment", message ? message : "");
  json_set_string(config, "parent", format("sha256:%s", image.id));
  history = json_get(config, "history");
  if (!history) {
    json_set(config, "history", history = json_array());
  }
  json_push(history, history_of(container, message));
  return add_image(config, json_text(container, "GraphDriver.Data.UpperDir"), name, id);
}
