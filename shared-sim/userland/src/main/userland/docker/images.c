/* The images that are there: names, configurations and layers, where Docker keeps them. */
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "remote.h"
#include "sha256.h"

#define IMAGES ENGINE_ROOT "/image/overlay2"

struct json *repositories(void) {
  struct json *kept = json_read(IMAGES "/repositories.json"), *flat = json_object();
  struct json *all = kept ? json_get(kept, "Repositories") : NULL;
  int i, j;
  for (i = 0; all && i < all->count; i++) {
    for (j = 0; j < all->values[i]->count; j++) {
      json_put(flat, all->values[i]->names[j], all->values[i]->values[j]);
    }
  }
  return flat;
}

void write_repositories(const struct json *all) {
  struct json *kept = json_object(), *nested = json_object();
  int i;
  for (i = 0; i < all->count; i++) {
    char *name = format("%s", all->names[i]);
    struct json *inner;
    *strrchr(name, ':') = 0;
    inner = json_member(nested, name);
    if (!inner) {
      json_put(nested, name, inner = json_object());
    }
    json_put(inner, all->names[i], all->values[i]);
  }
  json_set(kept, "Repositories", nested);
  make_folders(IMAGES);
  json_write(IMAGES "/repositories.json", kept);
}

char *full_name(const char *text) {
  struct reference reference;
  if (read_reference(text, &reference)) {
    return format("%s", text);
  }
  if (reference.digest) {
    const char *tag = reference.tag ? format(":%s", reference.tag) : "";
    return format("%s%s@%s", reference.name, tag, reference.digest);
  }
  return format("%s:%s", reference.name, reference.tag ? reference.tag : "latest");
}

static int read_image(const char *id, struct image *image) {
  char *path = format(IMAGES "/imagedb/content/sha256/%s", id);
  image->id = format("%s", id);
  image->config = json_read(path);
  free(path);
  return image->config ? 0 : -1;
}

static int find_by_id(const char *text, struct image *image) {
  DIR *folder = opendir(IMAGES "/imagedb/content/sha256");
  struct dirent *entry;
  char found[ID_LENGTH + 1] = "";
  int matches = 0;
  while (folder && (entry = readdir(folder))) {
    if (entry->d_name[0] != '.' && starts_with(entry->d_name, text)) {
      snprintf(found, sizeof found, "%s", entry->d_name);
      matches++;
    }
  }
  if (folder) {
    closedir(folder);
  }
  return matches == 1 ? read_image(found, image) : -1;
}

int find_image(const char *text, struct image *image) {
  struct json *id;
  const char *digits = starts_with(text, "sha256:") ? text + 7 : text;
  if (elsewhere) {
    return image_elsewhere(text, image);
  }
  if (*digits && strspn(digits, "0123456789abcdef") == strlen(digits) &&
      find_by_id(digits, image) == 0) {
    return 0;
  }
  id = json_member(repositories(), full_name(text));
  return id ? read_image(id->text + 7, image) : -1;
}

static char *layer_file(const char *chain, const char *name) {
  char *path = format(IMAGES "/layerdb/sha256/%s/%s", chain, name), *text = read_file(path);
  free(path);
  return text;
}

/* The name of a layer together with those below it (image-spec, "Layer ChainID"). */
char *chain_of(const char *below, const char *layer) {
  char *both, *sum;
  if (!below) {
    return format("%s", layer + 7);
  }
  both = format("sha256:%s %s", below, layer);
  sum = sha256_of(both, strlen(both));
  free(both);
  return sum;
}

struct json *chains_of(const struct image *image) {
  struct json *layers = json_get(image->config, "rootfs.diff_ids"), *chains = json_array();
  char *chain = NULL;
  int i;
  for (i = 0; layers && i < layers->count; i++) {
    chain = chain_of(chain, layers->values[i]->text);
    json_push(chains, json_string(chain));
  }
  return chains;
}

char *layer_folder(const char *chain) {
  char *place = layer_file(chain, "cache-id");
  return place ? format(ENGINE_ROOT "/overlay2/%s/diff", place) : NULL;
}

char *image_layers(const struct image *image) {
  struct json *chains = chains_of(image);
  char *all = NULL;
  int i;
  for (i = 0; i < chains->count; i++) {
    char *place = layer_folder(chains->values[i]->text);
    if (place) {
      all = all ? format("%s:%s", place, all) : place;
    }
  }
  return all ? all : format("%s", "");
}

static long long size_of_chain(const char *chain) {
  char *text = layer_file(chain, "size");
  return text ? atoll(text) : 0;
}

long long image_size(const struct image *image) {
  struct json *chains;
  long long size = 0;
  int i;
  if (elsewhere) {
    return json_integer(image->config, "Size");
  }
  chains = chains_of(image);
  for (i = 0; i < chains->count; i++) {
    size += size_of_chain(chains->values[i]->text);
  }
  return size;
}

long long layer_size(const struct image *image, int at) {
  struct json *steps = json_get(image->config, "history"), *chains = chains_of(image);
  int i, layer = 0;
  for (i = 0; i < at; i++) {
    layer += !json_truth(steps->values[i], "empty_layer");
  }
  return json_truth(steps->values[at], "empty_layer") || layer >= chains->count
             ? 0
             : size_of_chain(chains->values[layer]->text);
}

void forget_layer(const char *chain) {
  char *place = layer_folder(chain);
  if (place) {
    *strrchr(place, '/') = 0;
    remove_tree(place);
  }
  remove_tree(format(IMAGES "/layerdb/sha256/%s", chain));
}

void forget_image(const char *id) { unlink(format(IMAGES "/imagedb/content/sha256/%s", id)); }

struct json *all_images(void) {
  DIR *folder = opendir(IMAGES "/imagedb/content/sha256");
  struct json *all = json_array();
  struct dirent *entry;
  while (folder && (entry = readdir(folder))) {
    if (entry->d_name[0] != '.') {
      json_push(all, json_string(entry->d_name));
    }
  }
  if (folder) {
    closedir(folder);
  }
  return all;
}

void name_image(const char *name, const char *id) {
  struct json *all, *old, *value = json_string(format("sha256:%s", id));
  lock_store();
  all = repositories();
  old = json_member(all, name);
  if (old) {
    *old = *value;
  } else {
    json_put(all, name, value);
  }
  write_repositories(all);
  unlock_store();
}

#define LOOKUP "Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io"

/* What became of a question to the name server; ends in "connection refused" where none is. */
static failure ask_name_server(int asking) {
  unsigned char server[16] = {AF_INET, 0, 0, 53, 127, 0, 0, 1}, own[16] = {0};
  struct pollfd wait = {asking, POLLIN, 0};
  socklen_t size = sizeof own;
  char answer[16];
  const char *step = "write";
  int came;
  if (connect(asking, (struct sockaddr *)server, sizeof server) < 0) {
    return format(LOOKUP " on 127.0.0.1:53: dial udp 127.0.0.1:53: connect: %s", reason(errno));
  }
  getsockname(asking, (struct sockaddr *)own, &size);
  if (send(asking, "", 1, 0) == 1) {
    step = "read";
    came = poll(&wait, 1, 5000);
    if (came <= 0 || recv(asking, answer, sizeof answer, 0) >= 0) {
      return format(LOOKUP " on 127.0.0.1:53: read udp 127.0.0.1:%d->127.0.0.1:53: i/o timeout",
                    own[2] << 8 | own[3]);
    }
  }
  return format(LOOKUP " on 127.0.0.1:53: %s udp 127.0.0.1:%d->127.0.0.1:53: %s: %s", step,
                own[2] << 8 | own[3], step, reason(errno));
}

/* There is no registry; a name is asked for as far as this kernel lets one ask. */
failure not_pulled(void) {
  int asking = socket(AF_INET, SOCK_DGRAM, 0);
  failure failed;
  if (asking < 0) {
    return format(LOOKUP ": this kernel has no internet sockets");
  }
  failed = ask_name_server(asking);
  close(asking);
  return failed;
}

void keep_layer(const char *chain, const char *below, const char *layer, const char *place,
                long long size) {
  char *folder = format(IMAGES "/layerdb/sha256/%s", chain);
  make_folders(folder);
  write_file(format("%s/cache-id", folder), place, 0644);
  write_file(format("%s/diff", folder), layer, 0644);
  write_file(format("%s/size", folder), format("%lld", size), 0644);
  if (below) {
    write_file(format("%s/parent", folder), format("sha256:%s", below), 0644);
  }
}

/* A folder in the store becomes the layer above those that a configuration names. */
failure add_layer(struct json *config, const char *place) {
  struct json *layers = json_get(config, "rootfs.diff_ids");
  char *folder = format(ENGINE_ROOT "/overlay2/%s/diff", place), *chain = NULL, *below = NULL;
  int i;
  json_push(layers, json_string(format("sha256:%s", sha256_of_tree(folder))));
  for (i = 0; i < layers->count; i++) {
    below = chain;
    chain = chain_of(chain, layers->values[i]->text);
  }
  if (layer_folder(chain)) { /* the same content above the same layers is kept once */
    remove_tree(format(ENGINE_ROOT "/overlay2/%s", place));
    return NULL;
  }
  keep_layer(chain, below, layers->values[layers->count - 1]->text, place, tree_size(folder));
  return NULL;
}

failure keep_image(const struct json *config, char **id) {
  return keep_text(json_line(config), id);
}

failure keep_text(const char *line, char **id) {
  *id = sha256_of(line, strlen(line));
  make_folders(IMAGES "/imagedb/content/sha256");
  if (write_file(format(IMAGES "/imagedb/content/sha256/%s", *id), line, 0600) < 0) {
    return format("cannot keep the image: %s", reason(errno));
  }
  return NULL;
}

failure add_image(struct json *config, const char *top_layer, const char *name, char **id) {
  char *place = random_id(), *folder = format(ENGINE_ROOT "/overlay2/%s/diff", place);
  failure failed;
  make_folders(folder);
  if (copy_tree(top_layer, folder) < 0) {
    return format("cannot copy the layer: %s", reason(errno));
  }
  failed = add_layer(config, place);
  if (!failed) {
    failed = keep_image(config, id);
  }
  if (!failed && name) {
    name_image(full_name(name), *id);
  }
  return failed;
}
