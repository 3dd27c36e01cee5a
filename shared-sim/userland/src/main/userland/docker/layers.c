/* A container's root: an overlay of an image's layers and one to write in. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "../tools/archive.h"
#include "docker.h"
#include "sha256.h"

/* Places to mount something at, so that none has to be made in the layer that is written. */
static const char *const places[] = {"dev", "dev/pts", "dev/shm",       "etc", "proc",
                                     "sys", "sys/fs",  "sys/fs/cgroup", NULL};
static const char *const files[] = {"dev/console",     "etc/hostname", "etc/hosts",
                                    "etc/resolv.conf", ".dockerenv",   NULL};

failure prepare_layers(struct json *container, const char *lower) {
  char *id = random_id(), *root = format(ENGINE_ROOT "/overlay2/%s", id);
  char *first = format("%s-init/diff", root);
  int i;
  make_folders(first);
  make_folders(format("%s/diff", root));
  make_folders(format("%s/work", root));
  make_folders(format("%s/merged", root));
  for (i = 0; places[i]; i++) {
    mkdir(format("%s/%s", first, places[i]), 0755);
  }
  for (i = 0; files[i]; i++) {
    write_file(format("%s/%s", first, files[i]), "", 0755);
  }
  json_set(container, "GraphDriver", json_object());
  json_set(container, "GraphDriver.Data", json_object());
  json_set_string(container, "GraphDriver.Data.LowerDir",
                  format("%s%s%s", first, *lower ? ":" : "", lower));
  json_set_string(container, "GraphDriver.Data.MergedDir", format("%s/merged", root));
  json_set_string(container, "GraphDriver.Data.UpperDir", format("%s/diff", root));
  json_set_string(container, "GraphDriver.Data.WorkDir", format("%s/work", root));
  json_set_string(container, "GraphDriver.Name", "overlay2");
  return NULL;
}

failure mount_root(struct json *container) {
  const struct json *data = json_get(container, "GraphDriver.Data");
  char *options = format("lowerdir=%s,upperdir=%s,workdir=%s", json_text(data, "LowerDir"),
                         json_text(data, "UpperDir"), json_text(data, "WorkDir"));
  if (mount("overlay", json_text(data, "MergedDir"), "overlay", 0, options) < 0) {
    return format("error creating overlay mount to %s: %s", json_text(data, "MergedDir"),
                  reason(errno));
  }
  return NULL;
}

void unmount_root(const struct json *container) {
  umount2(json_text(container, "GraphDriver.Data.MergedDir"), MNT_DETACH);
}

void remove_layers(const struct json *container) {
  char *root = format("%s", json_text(container, "GraphDriver.Data.UpperDir"));
  char *slash = strrchr(root, '/');
  if (slash) {
    *slash = 0;
    remove_tree(root);
    remove_tree(format("%s-init", root));
  }
}

/* In the order of names; the caller's to free. */
static int names_in(const char *path, struct dirent ***names) {
  return scandir(path, names, NULL, alphasort);
}

static int is_dot(const char *name) { return !strcmp(name, ".") || !strcmp(name, ".."); }

long long tree_size(const char *path) {
  struct dirent **names;
  struct stat about;
  long long size = 0;
  int count, i;
  if (lstat(path, &about) < 0) {
    return 0;
  }
  if (!S_ISDIR(about.st_mode)) {
    return S_ISREG(about.st_mode) ? about.st_size / (about.st_nlink > 1 ? about.st_nlink : 1) : 0;
  }
  count = names_in(path, &names);
  for (i = 0; i < count; i++) {
    if (!is_dot(names[i]->d_name)) {
      size += tree_size(format("%s/%s", path, names[i]->d_name));
    }
  }
  return size;
}

static int is_whiteout(const struct stat *about) {
  return S_ISCHR(about->st_mode) && about->st_rdev == 0;
}

/* Whether one of the lower layers has a path, and none above it has hidden it. */
static int is_below(const char *layers, const char *path) {
  struct stat about;
  while (*layers) {
    size_t length = strcspn(layers, ":");
    char *place = format("%.*s%s", (int)length, layers, path);
    if (lstat(place, &about) == 0) {
      return !is_whiteout(&about);
    }
    layers += length + (layers[length] == ':');
  }
  return 0;
}

static void print_changes_in(const char *upper, const char *layers, const char *path) {
  struct dirent **names;
  int round, i, count = names_in(format("%s%s", upper, path), &names);
  for (round = 0; round < 2; round++) {
    for (i = 0; i < count; i++) {
      char *inner = format("%s/%s", path, names[i]->d_name);
      struct stat about;
      int there;
      if (is_dot(names[i]->d_name) || lstat(format("%s%s", upper, inner), &about) < 0 ||
          is_whiteout(&about) != round) {
        continue;
      }
      there = is_below(layers, inner);
      if (!round || there) {
        printf("%c %s\n", round ? 'D' : there ? 'C' : 'A', inner);
      }
      if (S_ISDIR(about.st_mode)) {
        print_changes_in(upper, layers, inner);
      }
    }
  }
}

int print_changes(const struct json *container) {
  print_changes_in(json_text(container, "GraphDriver.Data.UpperDir"),
                   json_text(container, "GraphDriver.Data.LowerDir"), "");
  return 0;
}

static int copy_content(const char *from, const char *to, int mode) {
  char bytes[4096];
  ssize_t count = -1;
  int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_EXCL, mode);
  while (in >= 0 && out >= 0 && (count = read(in, bytes, sizeof bytes)) > 0) {
    if (write(out, bytes, (size_t)count) != count) {
      count = -1;
      break;
    }
  }
  close(in);
  close(out);
  return count == 0 ? 0 : -1;
}

int make_folder(const char *path) {
  struct stat about;
  if (mkdir(path, 0755) == 0) {
    return 0;
  }
  if (errno != EEXIST || lstat(path, &about) < 0) {
    return -1;
  }
  errno = ENOTDIR;
  return S_ISDIR(about.st_mode) ? 0 : -1;
}

static int copy_one(const char *from, const char *to, const struct stat *about) {
  char link[4096];
  ssize_t length;
  int failed;
  if (S_ISDIR(about->st_mode)) {
    if (make_folder(to) < 0) {
      return -1;
    }
    failed = copy_tree(from, to);
  } else if (S_ISREG(about->st_mode)) {
    failed = copy_content(from, to, 0600);
  } else if (S_ISLNK(about->st_mode)) {
    length = readlink(from, link, sizeof link - 1);
    link[length < 0 ? 0 : length] = 0;
    return symlink(link, to) < 0 || lchown(to, about->st_uid, about->st_gid) < 0 ? -1 : 0;
  } else {
    failed = mknod(to, about->st_mode, about->st_rdev);
  }
  if (!is_whiteout(about)) {
    failed |= lchown(to, about->st_uid, about->st_gid) | chmod(to, about->st_mode & 07777);
  }
  return failed ? -1 : 0;
}

int copy_file(const char *from, const char *to) {
  struct stat about;
  return lstat(from, &about) < 0 ? -1 : copy_one(from, to, &about);
}

/* What is in a folder; sets of names for one file become files of their own. */
int copy_tree(const char *from, const char *to) {
  struct dirent **names;
  int i, failed = 0, count = names_in(from, &names);
  for (i = 0; i < count; i++) {
    struct stat about;
    char *source = format("%s/%s", from, names[i]->d_name);
    if (!is_dot(names[i]->d_name)) {
      failed |= lstat(source, &about) < 0 ||
                copy_one(source, format("%s/%s", to, names[i]->d_name), &about) < 0;
    }
  }
  return failed || count < 0 ? -1 : 0;
}

static int to_hash(void *hash, const void *bytes, size_t count) {
  sha256_add(hash, bytes, count);
  return 0;
}

char *sha256_of_tree(const char *folder) {
  struct archive_writer writer;
  struct sha256 hash;
  memset(&writer, 0, sizeof writer);
  sha256_begin(&hash);
  writer.sink = to_hash;
  writer.to = &hash;
  writer.is_layer = 1;
  archive_add_tree(&writer, folder, "");
  archive_end(&writer, ARCHIVE_BLOCK);
  return sha256_end(&hash);
}
