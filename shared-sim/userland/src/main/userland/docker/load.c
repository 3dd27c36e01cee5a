/* docker load: images out of an archive, each layer held against its name. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "events.h"
#include "ship.h"

static failure load_layer(const char *path, const char *chain, const char *below,
                          const char *digest, int number) {
  char *place = random_id(), *folder = format(ENGINE_ROOT "/overlay2/%s/diff", place), *sum;
  struct input input;
  failure failed;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return format("open %s: %s", path, reason(errno));
  }
  make_folders(folder);
  open_input(&input, file, 1);
  failed = unpack(&input, folder, 1);
  sum = close_input(&input);
  close(file);
  if (!failed && strcmp(sum, digest + 7)) {
    failed = format("invalid diffID for layer %d: expected \"%s\", got \"sha256:%s\"", number,
                    digest, sum);
  }
  if (failed) {
    remove_tree(format(ENGINE_ROOT "/overlay2/%s", place));
    return failed;
  }
  keep_layer(chain, below, digest, place, tree_size(folder));
  return NULL;
}

static void name_loaded(const struct json *names, const char *id) {
  int i;
  for (i = 0; names && names->kind == ARRAY && i < names->count; i++) {
    const char *name = names->values[i]->text;
    struct image old;
    struct reference reference;
    if (read_reference(name, &reference)) {
      continue;
    }
    if (find_image(name, &old) == 0 && strcmp(old.id, id)) {
      printf(
          "The image %s already exists, renaming the old one with ID sha256:%s to empty "
          "string\n",
          name, old.id);
    }
    name_image(full_name(name), id);
    printf("Loaded image: %s\n", name);
  }
  if (!names || names->kind != ARRAY || !names->count) {
    printf("Loaded image ID: sha256:%s\n", id);
  }
}

static failure load_image(const char *folder, const struct json *entry) {
  const struct json *paths = json_get(entry, "Layers");
  char *place = inside(folder, json_text(entry, "Config")), *text = place ? read_file(place) : NULL;
  struct json *config = text ? json_parse(text) : NULL;
  struct json *digests = config ? json_get(config, "rootfs.diff_ids") : NULL;
  char *chain = NULL, *below, *id;
  failure failed = NULL;
  int i;
  if (!digests || !paths || paths->count != digests->count) {
    return format("invalid manifest, layers length mismatch: expected %d, got %d",
                  digests ? digests->count : 0, paths ? paths->count : 0);
  }
  for (i = 0; i < digests->count && !failed; i++) {
    const char *digest = digests->values[i]->text;
    below = chain;
    chain = chain_of(chain, digest);
    if (!layer_folder(chain)) {
      failed = load_layer(inside(folder, paths->values[i]->text), chain, below, digest, i);
    }
  }
  if (!failed) {
    failed = keep_text(text, &id);
  }
  if (!failed) {
    name_loaded(json_get(entry, "RepoTags"), id);
    tell_of_image(id, format("sha256:%s", id), "load");
  }
  return failed;
}

static failure load_all(const char *folder, int file) {
  struct input input;
  struct json *entries;
  failure failed;
  int i;
  open_input(&input, file, 0);
  failed = unpack(&input, folder, 0);
  if (failed) {
    return failed;
  }
  entries = json_read(format("%s/manifest.json", folder));
  if (!entries || entries->kind != ARRAY) { /* as older archives have it, and we do not read */
    return format("open %s/repositories: %s", folder, reason(ENOENT));
  }
  for (i = 0; i < entries->count && !failed; i++) {
    failed = load_image(folder, entries->values[i]);
  }
  return failed;
}

int load_command(struct asked *asked) {
  char *folder = format(ENGINE_ROOT "/tmp/docker-import-%.9s", random_id());
  const char *path = option_text(asked, "input");
  int file = *path ? open(path, O_RDONLY | O_CLOEXEC) : 0;
  failure failed;
  if (file < 0) {
    fprintf(stderr, "open %s: %s\n", path, reason(errno));
    return 1;
  }
  if (!file && isatty(0)) {
    fputs("requested load from stdin, but stdin is empty\n", stderr);
    return 1;
  }
  make_folders(folder);
  lock_store();
  failed = load_all(folder, file);
  unlock_store();
  remove_tree(folder);
  if (failed) {
    fflush(stdout);
    fprintf(stderr, "%s\n", failed);
  }
  return failed != NULL;
}
