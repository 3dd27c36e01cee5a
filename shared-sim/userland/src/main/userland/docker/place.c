/* COPY and ADD: files of the context, or of another stage, into a new layer. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"
#include "sha256.h"

/* Where it is copied from and to, and whose and how it is there. */
struct copying {
  const char *from;           /* a root; paths in it have no slash in front */
  const struct json *ignored; /* NULL where nothing is */
  const char *to;             /* a root */
  int user, group, mode;      /* -1 for a mode that stays */
  struct sha256 *hash;
  long long size;
  int extracts; /* an archive is taken apart */
};

typedef failure visit(struct copying *copying, const char *path, const char *target);

static char *host_path(const struct copying *copying, const char *path) {
  const char *last = strrchr(path, '/');
  char *folder = inside(copying->from, format("%.*s", last ? (int)(last - path) : 0, path));
  return folder ? format("%s/%s", folder, last ? last + 1 : path) : format("%s", "");
}

static int has_exceptions(const struct json *patterns) {
  int i;
  for (i = 0; patterns && i < patterns->count; i++) {
    if (*patterns->values[i]->text == '!') {
      return 1;
    }
  }
  return 0;
}

/* What is at a path and below it, in the order of names, as far as it is not left out. */
static failure walk(struct copying *copying, const char *path, const char *target, visit *visit) {
  struct dirent **names;
  struct stat about;
  char *place = host_path(copying, path);
  int left_out = copying->ignored && *path && is_ignored(copying->ignored, path), i, count;
  failure failed = NULL;
  if (lstat(place, &about) < 0 ||
      (left_out && !(S_ISDIR(about.st_mode) && has_exceptions(copying->ignored)))) {
    return NULL;
  }
  if (!left_out) {
    failed = visit(copying, path, target);
  }
  if (!S_ISDIR(about.st_mode)) {
    return failed;
  }
  count = scandir(place, &names, NULL, alphasort);
  for (i = 0; i < count && !failed; i++) {
    const char *name = names[i]->d_name;
    if (strcmp(name, ".") && strcmp(name, "..")) {
      failed = walk(copying, format("%s%s%s", path, *path ? "/" : "", name),
                    format("%s/%s", target, name), visit);
    }
  }
  return failed;
}

/* Names, kinds and contents, and no times: what decides whether it is the same again. */
static failure add_to_sum(struct copying *copying, const char *path, const char *target) {
  struct stat about;
  char *place = host_path(copying, path), *text, link[4096];
  ssize_t length;
  lstat(place, &about);
  text = format("%s %o\n", target, (unsigned)about.st_mode);
  sha256_add(copying->hash, text, strlen(text));
  if (S_ISLNK(about.st_mode)) {
    length = readlink(place, link, sizeof link);
    sha256_add(copying->hash, link, length < 0 ? 0 : (size_t)length);
  } else if (S_ISREG(about.st_mode)) {
    int file = open(place, O_RDONLY | O_CLOEXEC), size = all_read(file, &text);
    close(file);
    sha256_add(copying->hash, text, (size_t)size);
    copying->size += size;
    free(text);
  }
  return NULL;
}

static failure put_there(struct copying *copying, const char *path, const char *target) {
  struct stat about, there;
  char *from = host_path(copying, path), *to = inside(copying->to, target), *folder;
  int failed;
  if (!to || lstat(from, &about) < 0) {
    return format("lstat %s: %s", path, reason(errno));
  }
  folder = format("%s", to);
  *strrchr(folder, '/') = 0;
  if (make_folders(folder) < 0) {
    return format("mkdir %s: %s", target, reason(errno));
  }
  failed = lstat(to, &there) == 0;
  if (S_ISDIR(about.st_mode)) {
    if (failed && S_ISDIR(there.st_mode)) {
      return NULL;
    }
    failed = failed || mkdir(to, about.st_mode & 07777) < 0;
  } else {
    if (failed && S_ISDIR(there.st_mode)) {
      return format("cannot copy to non-directory: %s", target);
    }
    unlink(to);
    failed = copy_file(from, to) < 0;
    if (!failed && !S_ISLNK(about.st_mode)) {
      struct timespec times[2] = {about.st_mtim, about.st_mtim};
      utimensat(AT_FDCWD, to, times, 0);
    }
  }
  failed |= lchown(to, (uid_t)copying->user, (gid_t)copying->group) < 0;
  if (!failed && !S_ISLNK(about.st_mode)) {
    failed = chmod(to, copying->mode >= 0 ? (mode_t)copying->mode : about.st_mode & 07777) < 0;
  }
  return failed ? format("failed to copy files: %s: %s", target, reason(errno)) : NULL;
}

/* The paths that a pattern names, with "*" and its like in each part. */
static void find(const struct copying *copying, const char *done, const char *pattern,
                 struct json *found) {
  size_t length = strcspn(pattern, "/");
  char *part = format("%.*s", (int)length, pattern), *next;
  struct dirent **names;
  struct stat about;
  int i, count;
  if (!*pattern) {
    if (!(copying->ignored && *done && is_ignored(copying->ignored, done) &&
          !has_exceptions(copying->ignored)) &&
        lstat(host_path(copying, done), &about) == 0) {
      json_push(found, json_string(done));
    }
    return;
  }
  pattern += length + (pattern[length] == '/');
  if (!strpbrk(part, "*?[\\")) {
    find(copying, format("%s%s%s", done, *done ? "/" : "", part), pattern, found);
    return;
  }
  count = scandir(host_path(copying, done), &names, NULL, alphasort);
  for (i = 0; i < count; i++) {
    if (strcmp(names[i]->d_name, ".") && strcmp(names[i]->d_name, "..") &&
        fits_pattern(part, names[i]->d_name)) {
      next = format("%s%s%s", done, *done ? "/" : "", names[i]->d_name);
      find(copying, next, pattern, found);
    }
  }
}

/* A number in the first or third column of a file such as /etc/passwd; -1 for none. */
static int number_of(const char *root, const char *file, const char *name) {
  char *text, *place = inside(root, file);
  size_t length = strlen(name);
  if (*name && strspn(name, "0123456789") == length) {
    return atoi(name);
  }
  for (text = place ? read_file(place) : NULL; text && *text; text = strchr(text, '\n')) {
    text += *text == '\n';
    if (strncmp(text, name, length) == 0 && text[length] == ':') {
      text = strchr(text + length + 1, ':');
      return text ? atoi(text + 1) : -1;
    }
    if (!strchr(text, '\n')) {
      break;
    }
  }
  return -1;
}

static failure read_owner(struct copying *copying, const char *text) {
  char *user = format("%s", text), *group = strchr(user, ':');
  if (group) {
    *group++ = 0;
  }
  copying->user = number_of(copying->to, "/etc/passwd", user);
  copying->group = group ? number_of(copying->to, "/etc/group", group)
                   : copying->user >= 0 && strspn(user, "0123456789") != strlen(user)
                       ? number_of(copying->to, "/etc/group", user)
                       : copying->user;
  if (copying->user < 0) {
    return format(
        "unable to convert uid/gid chown string to host mapping: can't find uid for "
        "user %s: no such user: %s",
        user, user);
  }
  if (copying->group < 0) {
    if (group) {
      return format(
          "unable to convert uid/gid chown string to host mapping: can't find gid for "
          "group %s: no such group: %s",
          group, group);
    }
    copying->group = copying->user;
  }
  return NULL;
}

static int is_folder(const char *path) {
  struct stat about;
  return path && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Each source to where it belongs: a folder's content into the target, a file below it or as it. */
static failure each(struct copying *copying, const struct json *found, const char *target,
                    visit *visit, int into) {
  failure failed = NULL;
  int i;
  for (i = 0; i < found->count && !failed; i++) {
    const char *path = found->values[i]->text, *last = strrchr(path, '/');
    char *name = format("%s/%s", target, last ? last + 1 : path);
    int folder = is_folder(inside(copying->from, path));
    if (copying->extracts && visit == put_there && is_archive(host_path(copying, path))) {
      char *place = inside(copying->to, *target ? target : "/");
      failed = place ? extract(host_path(copying, path), place) : format("%s", target);
      continue;
    }
    failed = walk(copying, path, folder || !into ? target : name, visit);
  }
  return failed;
}

/* A document of the Dockerfile as a file to copy. */
static char *document_file(const struct build *build, const struct part *part,
                           const struct instruction *one, const char *word, const char *folder) {
  struct variables variables = variables_of(build, part);
  int i;
  for (i = 0; i < one->document_count; i++) {
    struct document *document = &one->documents[i];
    if (strstr(word, document->name)) {
      char *content = document->content;
      if (document->expands && expand_word(document->content, &variables, &content)) {
        content = document->content;
      }
      make_folders(folder);
      write_file(format("%s/%s", folder, document->name), content, 0644);
      return document->name;
    }
  }
  return NULL;
}

struct sources {
  struct json *found;
  struct json *snapshot; /* of the other stage; NULL for the context */
  char *written;         /* a folder of documents; NULL for none */
};

static failure open_sources(struct build *build, struct part *part, const char *from,
                            struct copying *copying, struct sources *sources) {
  struct image image = {NULL, NULL};
  int other = from ? part_named(build, from, (int)(part - build->parts)) : -1;
  failure failed;
  copying->ignored = from ? NULL : build->ignored;
  copying->from = build->context ? build->context : "";
  if (!from) {
    return NULL;
  }
  if (other >= 0) {
    image.config = build->parts[other].config;
  } else if (find_image(from, &image) < 0) {
    return not_fetched(from);
  }
  sources->snapshot = json_object();
  failed = open_snapshot(sources->snapshot, image_layers(&image));
  copying->from = json_text(sources->snapshot, "GraphDriver.Data.MergedDir");
  return failed;
}

static failure find_sources(struct build *build, struct part *part, const struct instruction *one,
                            struct copying *copying, struct sources *sources) {
  struct variables variables = variables_of(build, part);
  int i, from_context = !flag_of(one, "from");
  sources->found = json_array();
  for (i = 0; i < one->words->count - 1; i++) {
    char *word, *path;
    int before = sources->found->count;
    failure failed = expand_word(one->words->values[i]->text, &variables, &word);
    if (failed) {
      return failed;
    }
    if (starts_with(word, "<<") && one->document_count) {
      sources->written = format(ENGINE_ROOT "/tmp/%s", random_id());
      path = document_file(build, part, one, word, sources->written);
      if (path) {
        copying->from = sources->written;
        copying->ignored = NULL;
        json_push(sources->found, json_string(path));
        continue;
      }
    }
    if (starts_with(word, "http://") || starts_with(word, "https://")) {
      return strcmp(one->name, "ADD") ? format("source can't be a URL for COPY")
                                      : format("this engine fetches nothing: %s", word);
    }
    path = cleaned_path(word);
    while (starts_with(path, "../") || !strcmp(path, "..")) {
      path += path[2] ? 3 : 2;
    }
    find(copying, "", path, sources->found);
    if (sources->found->count == before) {
      return from_context ? format(
                                "failed to compute cache key: failed to calculate checksum of ref "
                                "%.36s::%.25s: \"/%s\": not found",
                                random_id(), random_id(), path)
                          : format("lstat %s/%s: no such file or directory", copying->from, path);
    }
  }
  return NULL;
}

static failure copy_all(struct part *part, const struct instruction *one, struct copying *copying,
                        const struct sources *sources, const char *target, int into) {
  struct image image = {NULL, part->config};
  struct json *snapshot = json_object();
  failure failed = open_snapshot(snapshot, image_layers(&image));
  const char *owner = flag_of(one, "chown");
  copying->to = json_text(snapshot, "GraphDriver.Data.MergedDir");
  copying->user = copying->group = 0;
  if (!failed && owner) {
    failed = read_owner(copying, owner);
  }
  if (!failed) {
    into |= is_folder(inside(copying->to, target));
    failed = each(copying, sources->found, target, put_there, into);
  }
  if (!failed) {
    failed = keep_written(snapshot, part->config);
  }
  drop_snapshot(snapshot);
  return failed;
}

static failure read_mode(const struct instruction *one, struct copying *copying) {
  const char *text = flag_of(one, "chmod");
  char *end;
  copying->mode = -1;
  if (!text) {
    return NULL;
  }
  copying->mode = (int)strtol(text, &end, 8);
  return !*text || *end || copying->mode < 0 || copying->mode > 07777
             ? format(
                   "invalid chmod parameter: '%s'. it should be octal string and between 0 "
                   "and 07777",
                   text)
             : NULL;
}

static char *sum_of(struct copying *copying, const struct json *found, int into) {
  struct sha256 hash;
  sha256_begin(&hash);
  copying->hash = &hash;
  copying->size = 0;
  each(copying, found, "", add_to_sum, into);
  return sha256_end(&hash);
}

static failure copy_found(struct build *build, struct part *part, const struct instruction *one,
                          struct copying *copying, struct sources *sources, const char *target,
                          int into) {
  struct json *what = json_array();
  const char *owner = flag_of(one, "chown"), *mode = flag_of(one, "chmod");
  char *key, *created;
  failure failed;
  json_push(what, json_string(copying->extracts ? "add" : "copy"));
  json_push(what, json_string(sum_of(copying, sources->found, 1)));
  json_push(what, json_string(target));
  json_push(what, json_string(into ? "into" : "as"));
  json_push(what, json_string(owner ? owner : ""));
  json_push(what, json_string(mode ? mode : ""));
  key = cache_key(part, what);
  announce(build, part, one);
  if (take_cached(build, part, key, &created)) {
    step_is_cached();
  } else {
    lock_store();
    failed = copy_all(part, one, copying, sources, target, into);
    unlock_store();
    if (failed) {
      return step_failed(failed);
    }
    created = time_now();
    keep_cached(part, key, created);
    end_step();
  }
  return note_history(part, format("%s %s # buildkit", one->name, one->rest), created, 0), NULL;
}

failure copy_step(struct build *build, struct part *part, const struct instruction *one) {
  struct copying copying = {NULL, NULL, NULL, 0, 0, -1, NULL, 0, 0};
  struct sources sources = {NULL, NULL, NULL};
  struct variables variables = variables_of(build, part);
  const char *now = json_text(part->config, "config.WorkingDir");
  char *target, *path;
  int into;
  failure failed =
      expand_word(one->words->values[one->words->count - 1]->text, &variables, &target);
  copying.extracts = !strcmp(one->name, "ADD") && !flag_of(one, "from");
  if (!failed) {
    failed = read_mode(one, &copying);
  }
  if (!failed) {
    failed = open_sources(build, part, flag_of(one, "from"), &copying, &sources);
  }
  if (!failed) {
    failed = find_sources(build, part, one, &copying, &sources);
  }
  if (!failed) {
    path = *target == '/' ? target : format("%s/%s", now, target);
    into = target[strlen(target) - 1] == '/' || !strcmp(target, ".") || sources.found->count > 1;
    if (sources.found->count > 1 && target[strlen(target) - 1] != '/' && strcmp(target, ".")) {
      failed = format(
          "When using %s with more than one source file, the destination must be a "
          "directory and end with a /",
          one->name);
    } else {
      failed = copy_found(build, part, one, &copying, &sources,
                          *cleaned_path(path) ? format("/%s", cleaned_path(path)) : "", into);
    }
  }
  if (sources.snapshot) {
    drop_snapshot(sources.snapshot);
  }
  if (sources.written) {
    remove_tree(sources.written);
  }
  return failed;
}
