/* Layers that a step has made before: found again by what was below it and what it was to do. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build.h"
#include "commands.h"
#include "sha256.h"

#define CACHE ENGINE_ROOT "/buildkit"

static const char *top_chain(const struct part *part) {
  struct image image = {NULL, part->config};
  struct json *chains = chains_of(&image);
  return chains->count ? chains->values[chains->count - 1]->text : "";
}

char *cache_key(const struct part *part, const struct json *what) {
  char *text = format("%s\n%s", top_chain(part), json_line(what));
  return sha256_of(text, strlen(text));
}

int take_cached(const struct build *build, struct part *part, const char *key, char **created) {
  struct json *kept = build->no_cache ? NULL : json_read(format(CACHE "/%s", key));
  if (!kept || !layer_folder(json_text(kept, "chain"))) {
    return 0;
  }
  json_push(json_get(part->config, "rootfs.diff_ids"), json_get(kept, "diff"));
  *created = format("%s", json_text(kept, "created"));
  return 1;
}

void keep_cached(const struct part *part, const char *key, const char *created) {
  struct json *kept = json_object(), *layers = json_get(part->config, "rootfs.diff_ids");
  json_set_string(kept, "chain", top_chain(part));
  json_set(kept, "diff", layers->values[layers->count - 1]);
  json_set_string(kept, "created", created);
  make_folders(CACHE);
  json_write(format(CACHE "/%s", key), kept);
}

/* Whether an image was begun from before; from now on it was. */
int was_taken(const struct part *part) {
  struct json *what = json_array();
  char *path;
  json_push(what, json_string("from"));
  path = format(CACHE "/%s", cache_key(part, what));
  if (access(path, F_OK) == 0) {
    return 1;
  }
  make_folders(CACHE);
  json_write(path, json_object());
  return 0;
}

/* Forgets all, and removes the layers that no image has. */
int builder_prune_command(struct asked *asked) {
  DIR *folder = opendir(CACHE);
  struct dirent *entry;
  struct json *chains = json_array();
  long long freed = 0;
  int i;
  if (!option_truth(asked, "force")) {
    char answer[8] = "";
    fputs(
        "WARNING! This will remove all dangling build cache. Are you sure you want to continue? "
        "[y/N] ",
        stderr);
    if (!fgets(answer, sizeof answer, stdin) || strcasecmp(answer, "y\n")) {
      return 0;
    }
  }
  lock_store();
  while (folder && (entry = readdir(folder))) {
    struct json *kept =
        entry->d_name[0] == '.' ? NULL : json_read(format(CACHE "/%s", entry->d_name));
    if (kept && *json_text(kept, "chain")) {
      json_push(chains, json_get(kept, "chain"));
    }
  }
  if (folder) {
    closedir(folder);
  }
  remove_tree(CACHE);
  for (i = 0; i < chains->count; i++) {
    const char *place = layer_folder(chains->values[i]->text);
    if (place && !is_needed(chains->values[i]->text)) {
      freed += tree_size(place);
      forget_layer(chains->values[i]->text);
    }
  }
  unlock_store();
  printf("Total:\t%s\n", size_text(freed, 1));
  return 0;
}

int is_cached(const char *chain) {
  DIR *folder = opendir(CACHE);
  struct dirent *entry;
  int found = 0;
  while (folder && !found && (entry = readdir(folder))) {
    struct json *kept =
        entry->d_name[0] == '.' ? NULL : json_read(format(CACHE "/%s", entry->d_name));
    found = kept && strcmp(json_text(kept, "chain"), chain) == 0;
  }
  if (folder) {
    closedir(folder);
  }
  return found;
}
