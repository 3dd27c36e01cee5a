/* docker rmi: a name of an image is taken away, and the image with its last name. */
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "commands.h"
#include "events.h"

/* A container that was made from it, a running one first. */
static struct json *user_of(const char *id) {
  struct json *all = all_containers(), *found = NULL;
  int i;
  for (i = 0; i < all->count; i++) {
    struct json *one = all->values[i];
    if (strcmp(json_text(one, "Image") + 7, id) == 0 && (!found || is_running(one))) {
      found = one;
    }
  }
  return found;
}

static int names_of(const struct json *names, const char *id) {
  int i, count = 0;
  for (i = 0; i < names->count; i++) {
    count += strcmp(names->values[i]->text + 7, id) == 0;
  }
  return count;
}

int is_needed(const char *chain) {
  struct json *all = all_images();
  int i, j;
  for (i = 0; i < all->count; i++) {
    struct image image;
    struct json *chains;
    if (find_image(all->values[i]->text, &image) < 0) {
      continue;
    }
    chains = chains_of(&image);
    for (j = 0; j < chains->count; j++) {
      if (strcmp(chains->values[j]->text, chain) == 0) {
        return 1;
      }
    }
  }
  return 0;
}

static void take_names(struct json *names, const char *id, const char *only, const char *says) {
  int i;
  for (i = names->count - 1; i >= 0; i--) {
    if (strcmp(names->values[i]->text + 7, id) == 0 &&
        (!only || strcmp(names->names[i], only) == 0)) {
      printf("%s: %s\n", says, names->names[i]);
      json_remove(names, names->names[i]);
      tell_of_image(id, format("sha256:%s", id), "untag");
    }
  }
  write_repositories(names);
}

static long long delete(const struct image *image, const char *says) {
  struct json *chains = chains_of(image);
  long long freed = 0;
  int i;
  tell_of_image(image->id, format("sha256:%s", image->id), "delete");
  forget_image(image->id);
  printf("%s: sha256:%s\n", says, image->id);
  for (i = chains->count - 1; i >= 0; i--) {
    if (!is_needed(chains->values[i]->text) && !is_cached(chains->values[i]->text)) {
      freed += tree_size(layer_folder(chains->values[i]->text));
      forget_layer(chains->values[i]->text);
      printf("%s: sha256:%s\n", says, chains->values[i]->text);
    }
  }
  return freed;
}

long long delete_image(const struct image *image, const char *unnamed, const char *deleted) {
  take_names(repositories(), image->id, NULL, unnamed);
  return delete(image, deleted);
}

failure remove_image(const char *text, int force) {
  struct image image;
  struct json *names = repositories(), *user;
  const char *name = NULL;
  int i, count;
  if (find_image(text, &image) < 0) {
    return format("No such image: %s", full_name(text));
  }
  for (i = 0; i < names->count; i++) {
    if (strcmp(names->names[i], full_name(text)) == 0) {
      name = names->names[i];
    }
  }
  count = names_of(names, image.id);
  user = user_of(image.id);
  if (name && count > 1) {
    take_names(names, image.id, name, "Untagged");
    return NULL;
  }
  if (name && user && !force) {
    return format(
        "conflict: unable to remove repository reference \"%s\" (must force) - "
        "container %.12s is using its referenced image %.12s",
        text, json_text(user, "Id"), image.id);
  }
  if (!name && user && (is_running(user) || !force)) {
    return format(
        "conflict: unable to delete %.12s (%s be forced) - image is being used by "
        "%s container %.12s",
        image.id, is_running(user) ? "cannot" : "must", is_running(user) ? "running" : "stopped",
        json_text(user, "Id"));
  }
  if (!name && count > 1 && !force) {
    return format(
        "conflict: unable to delete %.12s (must be forced) - image is referenced in "
        "multiple repositories",
        image.id);
  }
  take_names(names, image.id, NULL, "Untagged");
  if (!user) {
    delete(&image, "Deleted");
  }
  return NULL;
}

int rmi_command(struct asked *asked) {
  int i, force = option_truth(asked, "force");
  for (i = 0; i < asked->count; i++) {
    failure failed;
    lock_store();
    failed = remove_image(asked->arguments[i], force);
    unlock_store();
    if (failed && force && starts_with(failed, "No such image")) {
      fflush(stdout);
      fprintf(stderr, "Error response from daemon: %s\n", failed);
    } else if (failed) {
      say_failure("%s", failed);
    }
  }
  return failed_before;
}
