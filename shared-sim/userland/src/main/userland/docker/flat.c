/* docker export and import: a file system without layers and without an image's settings. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "events.h"
#include "ship.h"

int export_command(struct asked *asked) {
  failure failed;
  struct json *container = find_container(asked->arguments[0], &failed);
  long long size;
  int file, mounted = 0;
  if (!container) {
    say_failure("%s", failed);
    return 1;
  }
  file = open_output(asked, "export container");
  if (file < 0) {
    return 1;
  }
  if (!is_running(container)) {
    failed = mount_root(container);
    mounted = !failed;
  }
  if (!failed) {
    tell_of_container(container, "export", NULL);
    failed = pack(json_text(container, "GraphDriver.Data.MergedDir"), file, 0, &size);
  }
  if (mounted) {
    unmount_root(container);
  }
  if (failed) {
    say_failure("%s", failed);
  }
  return failed_before;
}

#define NOTHING_SAID                                                                         \
  "{\"architecture\":\"386\",\"comment\":\"\",\"config\":{\"Hostname\":\"\",\"Domainname\":" \
  "\"\",\"User\":\"\",\"Env\":null,\"Cmd\":null,\"WorkingDir\":\"\",\"Entrypoint\":null,"    \
  "\"Labels\":null},\"created\":\"\",\"history\":[],\"os\":\"linux\",\"rootfs\":{\"type\":"  \
  "\"layers\",\"diff_ids\":[]}}"

static failure import_from(int file, const char *message, char **id) {
  struct json *config = json_parse(NOTHING_SAID), *step = json_object();
  char *place = random_id(), *folder = format(ENGINE_ROOT "/overlay2/%s/diff", place);
  const char *now = time_now();
  struct input input;
  failure failed;
  make_folders(folder);
  open_input(&input, file, 0);
  failed = unpack(&input, folder, 0);
  if (!failed) {
    failed = add_layer(config, place);
  }
  if (failed) {
    remove_tree(format(ENGINE_ROOT "/overlay2/%s", place));
    return failed;
  }
  json_set_string(config, "comment", message);
  json_set_string(config, "created", now);
  json_set_string(step, "created", now);
  json_set_string(step, "comment", message);
  json_push(json_get(config, "history"), step);
  return keep_image(config, id);
}

int import_command(struct asked *asked) {
  const char *from = asked->arguments[0], *name = asked->count > 1 ? asked->arguments[1] : NULL;
  const char *message = option_text(asked, "message");
  struct reference reference;
  char *id = NULL;
  failure failed = name ? read_reference(name, &reference) : NULL;
  int file = strcmp(from, "-") ? open(from, O_RDONLY | O_CLOEXEC) : 0;
  if (failed) {
    fprintf(stderr, "%s\n", failed);
    return 1;
  }
  if (starts_with(from, "http://") || starts_with(from, "https://")) {
    say_failure("this engine fetches nothing: %s", from);
    return 1;
  }
  if (file < 0) {
    fprintf(stderr, "open %s: %s\n", from, reason(errno));
    return 1;
  }
  lock_store();
  failed = import_from(file, *message ? message : format("Imported from %s", from), &id);
  if (!failed && name) {
    name_image(full_name(name), id);
  }
  if (!failed) {
    tell_of_image(id, name ? full_name(name) : format("sha256:%s", id), "import");
  }
  unlock_store();
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  printf("sha256:%s\n", id);
  return 0;
}
