/* A root in the making: an image's layers, and above them what becomes the next one. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "docker.h"

/* Without the layer of places to mount at that a container has. */
failure open_snapshot(struct json *snapshot, const char *lower) {
  failure failed = prepare_layers(snapshot, lower);
  if (!failed && *lower) {
    json_set_string(snapshot, "GraphDriver.Data.LowerDir", lower);
  } else if (!failed) {
    const char *empty = json_text(snapshot, "GraphDriver.Data.LowerDir");
    remove_tree(empty);
    make_folders(empty);
  }
  return failed ? failed : mount_root(snapshot);
}

void drop_snapshot(const struct json *snapshot) {
  unmount_root(snapshot);
  remove_layers(snapshot);
}

failure keep_written(const struct json *snapshot, struct json *config) {
  char *place = random_id();
  unmount_root(snapshot);
  make_folders(format(ENGINE_ROOT "/overlay2/%s", place));
  if (rename(json_text(snapshot, "GraphDriver.Data.UpperDir"),
             format(ENGINE_ROOT "/overlay2/%s/diff", place)) < 0) {
    return format("cannot keep the layer: %s", reason(errno));
  }
  return add_layer(config, place);
}
