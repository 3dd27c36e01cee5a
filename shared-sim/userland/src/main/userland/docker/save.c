/* docker save: images with all their layers, in an archive as image-spec lays it out. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "events.h"
#include "ship.h"

#define OCI "application/vnd.oci.image."
#define BLOBS "blobs/sha256/"

/* What is gathered for the files that tell of all images. */
struct shipment {
  char *folder;
  struct json *images;    /* manifest.json */
  struct json *manifests; /* of index.json */
  struct json *names;     /* repositories */
};

static struct json *descriptor(const char *type, const char *digest, long long size) {
  struct json *one = json_object();
  json_set_string(one, "mediaType", format(OCI "%s", type));
  json_set_string(one, "digest", digest);
  json_set_number(one, "size", size);
  return one;
}

/* The same in the order in which manifest.json has it. */
static struct json *source(const char *digest, long long size) {
  struct json *one = json_object();
  json_set_string(one, "mediaType", OCI "layer.v1.tar");
  json_set_number(one, "size", size);
  json_set_string(one, "digest", digest);
  return one;
}

static failure save_blob(const struct shipment *shipment, const char *digits, const char *text) {
  char *path = format("%s/" BLOBS "%s", shipment->folder, digits);
  return write_file(path, text, 0644) < 0 ? format("%s: %s", path, reason(errno)) : NULL;
}

static failure save_layer(const struct shipment *shipment, const char *chain, const char *digest,
                          long long *size) {
  char *path = format("%s/" BLOBS "%s", shipment->folder, digest + 7), *folder;
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  failure failed;
  folder = layer_folder(chain);
  if (file < 0 || !folder) {
    return format("layer %s: %s", digest, folder ? reason(errno) : "not found");
  }
  failed = pack(folder, file, 1, size);
  close(file);
  return failed;
}

static void note_names(struct shipment *shipment, const struct json *names, const char *digest,
                       long long size, const char *top) {
  int i;
  for (i = 0; i < names->count; i++) {
    const char *name = names->values[i]->text, *tag = strrchr(name, ':') + 1;
    char *repository = format("%.*s", (int)(tag - 1 - name), name);
    struct json *one = descriptor("manifest.v1+json", digest, size), *notes = json_object();
    struct json *known = NULL;
    int j;
    json_put(notes, "io.containerd.image.name", json_string(canonical_name(name)));
    json_put(notes, "org.opencontainers.image.ref.name", json_string(tag));
    json_set(one, "annotations", notes);
    json_push(shipment->manifests, one);
    for (j = 0; j < shipment->names->count; j++) {
      if (strcmp(shipment->names->names[j], repository) == 0) {
        known = shipment->names->values[j];
      }
    }
    if (!known) {
      json_put(shipment->names, repository, known = json_object());
    }
    json_put(known, tag, json_string(top));
  }
  if (!names->count) {
    json_push(shipment->manifests, descriptor("manifest.v1+json", digest, size));
  }
}

static failure save_image(struct shipment *shipment, const struct image *image,
                          struct json *names) {
  struct json *digests = json_get(image->config, "rootfs.diff_ids"), *chains = chains_of(image);
  struct json *layers = json_array(), *paths = json_array(), *sources = json_object();
  struct json *manifest = json_object(), *entry = json_object();
  char *config =
      read_file(format(ENGINE_ROOT "/image/overlay2/imagedb/content/sha256/%s", image->id));
  char *line, *sum;
  int i;
  failure failed = save_blob(shipment, image->id, config);
  for (i = 0; i < digests->count && !failed; i++) {
    const char *digest = digests->values[i]->text;
    long long size = 0;
    failed = save_layer(shipment, chains->values[i]->text, digest, &size);
    json_push(layers, descriptor("layer.v1.tar", digest, size));
    json_push(paths, json_string(format(BLOBS "%s", digest + 7)));
    json_put(sources, digest, source(digest, size));
  }
  json_set_number(manifest, "schemaVersion", 2);
  json_set_string(manifest, "mediaType", OCI "manifest.v1+json");
  json_set(manifest, "config",
           descriptor("config.v1+json", format("sha256:%s", image->id), (long long)strlen(config)));
  json_set(manifest, "layers", layers);
  line = json_line(manifest);
  sum = sha256_of(line, strlen(line));
  if (!failed) {
    failed = save_blob(shipment, sum, line);
  }
  json_set_string(entry, "Config", format(BLOBS "%s", image->id));
  json_set(entry, "RepoTags", names->count ? names : json_null());
  json_set(entry, "Layers", paths);
  json_set(entry, "LayerSources", sources);
  json_push(shipment->images, entry);
  note_names(shipment, names, format("sha256:%s", sum), (long long)strlen(line),
             digests->count ? digests->values[digests->count - 1]->text + 7 : "");
  return failed;
}

/* The names that are meant; one without a tag means all of its repository. */
static failure find_names(const char *text, struct image *image, struct json *names) {
  struct json *all = repositories();
  struct reference reference;
  int i, named = !read_reference(text, &reference);
  int only = named && !reference.tag && !reference.digest;
  char *wanted = only ? format("%s:", reference.name) : full_name(text);
  for (i = 0; named && i < all->count; i++) {
    if (only ? starts_with(all->names[i], wanted) : !strcmp(all->names[i], wanted)) {
      json_push(names, json_string(all->names[i]));
    }
  }
  if (names->count) {
    text = names->values[0]->text;
  }
  return find_image(text, image) < 0 ? format("No such image: %s", text) : NULL;
}

static failure save_and_tell(struct shipment *shipment, const struct image *image,
                             struct json *names) {
  failure failed = save_image(shipment, image, names);
  if (!failed) {
    tell_of_image(image->id, format("sha256:%s", image->id), "save");
  }
  return failed;
}

static failure save_named(struct shipment *shipment, const char *text) {
  struct json *names = json_array();
  struct image image;
  failure failed = find_names(text, &image, names);
  int i;
  if (failed || names->count < 2) {
    return failed ? failed : save_and_tell(shipment, &image, names);
  }
  for (i = 0; i < names->count && !failed; i++) {
    struct json *one = json_array();
    json_push(one, names->values[i]);
    failed = find_image(names->values[i]->text, &image) < 0 ? NULL
                                                            : save_and_tell(shipment, &image, one);
  }
  return failed;
}

static void write_index(const struct shipment *shipment) {
  struct json *index = json_object();
  json_set_number(index, "schemaVersion", 2);
  json_set_string(index, "mediaType", OCI "index.v1+json");
  json_set(index, "manifests", shipment->manifests);
  write_file(format("%s/index.json", shipment->folder), json_line(index), 0644);
  write_file(format("%s/manifest.json", shipment->folder),
             format("%s\n", json_line(shipment->images)), 0644);
  write_file(format("%s/oci-layout", shipment->folder), "{\"imageLayoutVersion\": \"1.0.0\"}",
             0644);
  write_file(format("%s/repositories", shipment->folder),
             format("%s\n", json_line(shipment->names)), 0644);
}

int save_command(struct asked *asked) {
  struct shipment shipment = {format(ENGINE_ROOT "/tmp/docker-export-%.9s", random_id()),
                              json_array(), json_array(), json_object()};
  failure failed = NULL;
  long long size;
  int i, file;
  if (!option_given(asked, "output") && isatty(1)) {
    return open_output(asked, "save image"), 1;
  }
  make_folders(format("%s/" BLOBS, shipment.folder));
  lock_store();
  for (i = 0; i < asked->count && !failed; i++) {
    failed = save_named(&shipment, asked->arguments[i]);
  }
  unlock_store();
  if (failed) {
    say_failure("%s", failed);
  } else {
    write_index(&shipment);
    file = open_output(asked, "save image");
    failed_before = file < 0;
    failed = file < 0 ? NULL : pack(shipment.folder, file, 0, &size);
    if (failed) {
      say_failure("%s", failed);
    }
  }
  remove_tree(shipment.folder);
  return failed_before;
}
