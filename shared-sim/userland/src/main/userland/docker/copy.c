/* docker cp: files between a container and the host. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "events.h"

/* "web:/etc/passwd"; a path that begins with a slash or a dot is the host's. */
static char *container_of(const char *text, const char **path) {
  const char *colon = strchr(text, ':');
  if (!colon || *text == '/' || *text == '.') {
    return NULL;
  }
  *path = colon + 1;
  return format("%.*s", (int)(colon - text), text);
}

/* Where the host sees a container's root; mounted for the time being where none runs. */
static failure open_root(struct json *container, char **root) {
  *root = format("%s", json_text(container, "GraphDriver.Data.MergedDir"));
  return is_running(container) ? NULL : mount_root(container);
}

static void close_root(const struct json *container) {
  if (!is_running(container)) {
    unmount_root(container);
  }
}

/* What a path of a container's is to the host. A link at its end is copied as what it is. */
static char *place_in(const char *root, const char *path, int follows) {
  const char *last = strrchr(path, '/');
  char *folder;
  last = last ? last + 1 : path;
  if (!strcmp(last, ".")) { /* what is in it, and not itself */
    folder = inside(root, path);
    return folder ? format("%s/.", folder) : NULL;
  }
  if (follows || !*last || !strcmp(last, "..")) {
    return inside(root, path);
  }
  folder = inside(root, format("%.*s", (int)(last - path), path));
  return folder ? format("%s/%s", folder, last) : NULL;
}

static int is_folder(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static long long archive_size(const char *path) {
  return 1536 + (tree_size(path) + 511) / 512 * 512;
}

static int copy_to(const char *from, const char *to) {
  const char *slash = strrchr(from, '/');
  struct stat about;
  char *place = is_folder(to) ? format("%s/%s", to, slash ? slash + 1 : from) : format("%s", to);
  if (lstat(from, &about) == 0 && S_ISDIR(about.st_mode)) {
    return make_folder(place) < 0 ? -1 : copy_tree(from, place);
  }
  unlink(place);
  return copy_file(from, place);
}

static char *absolute(const char *path) {
  char folder[4096];
  return *path == '/' || !getcwd(folder, sizeof folder) ? format("%s", path)
                                                        : format("%s/%s", folder, path);
}

static failure copy(const char *from, const char *to, const char *told, const char *missing) {
  struct stat about;
  if (lstat(from, &about) < 0) {
    return format("%s", missing);
  }
  if (copy_to(from, to) < 0) {
    return format("cannot copy to %s: %s", told, reason(errno));
  }
  fprintf(stderr, "Successfully copied %s to %s\n", size_text(archive_size(from), 1), told);
  return NULL;
}

static void tell_of_path(const struct json *container, const char *action, const char *path) {
  struct json *more = json_object();
  json_put(more, "path", json_string(path));
  tell_of_container(container, action, more);
}

int cp_command(struct asked *asked) {
  const char *from = asked->arguments[0], *to = asked->arguments[1], *path = "", *other = "";
  char *source = container_of(from, &path), *target = container_of(to, &other), *root, *place;
  struct json *container;
  failure failed;
  if (!source == !target) {
    fputs(source ? "copying between containers is not supported\n"
                 : "must specify at least one container source\n",
          stderr);
    return 1;
  }
  if (!strcmp(from, "-") || !strcmp(to, "-")) {
    fputs("this engine copies no archives yet\n", stderr);
    return 1;
  }
  container = find_container(source ? source : target, &failed);
  if (!failed) {
    failed = open_root(container, &root);
  }
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  place = place_in(root, source ? path : other, !source);
  if (!place) {
    failed = format("%s: %s", source ? path : other, reason(errno));
  } else if (source) {
    tell_of_path(container, "archive-path", path);
    failed = copy(place, to, absolute(to),
                  format("Could not find the file %s in container %s", path, source));
  } else if (access(from, F_OK) < 0) {
    fprintf(stderr, "lstat %s: %s\n", absolute(from), reason(errno));
    failed_before = 1;
  } else {
    tell_of_path(container, "extract-to-dir", other);
    failed = copy(from, place, to, "");
  }
  close_root(container);
  if (failed) {
    say_failure("%s", failed);
  }
  return failed_before;
}
