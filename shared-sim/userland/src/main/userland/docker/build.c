/* docker build: an image from a Dockerfile and the files beside it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"
#include "commands.h"
#include "events.h"

static int refuse(const char *text) {
  fflush(stdout);
  fprintf(stderr, "ERROR: %s\n", text);
  return 1;
}

/* The lines around what is wrong, as BuildKit shows them. */
static void show_place(const struct dockerfile *file) {
  int first = file->first, last = file->last, i, lines = 0;
  int wanted = first == last ? 4 : 2;
  if (!first || first > file->line_count) {
    return;
  }
  while (lines < wanted) {
    if (first > 1) {
      first--;
      lines++;
    }
    if (last < file->line_count) {
      last++;
      lines++;
    }
    lines++;
  }
  fprintf(stderr, "%s:%d\n--------------------\n", file->name, file->first);
  for (i = first; i <= last; i++) {
    fprintf(stderr, " %3d | %s %s\n", i, i >= file->first && i <= file->last ? ">>>" : "   ",
            file->lines[i - 1]);
  }
  fputs("--------------------\n", stderr);
}

static failure read_input(struct build *build, const char *given) {
  char *path =
      *given ? format("%s", given) : format("%s/Dockerfile", build->context ? build->context : "");
  char *text = NULL;
  failure failed;
  struct stat about;
  const char *slash;
  if (*given && *given != '/' && build->context && access(path, F_OK) < 0) {
    path = format("%s/%s", build->context, given);
  }
  slash = strrchr(path, '/');
  build->file.name = slash ? slash + 1 : path;
  begin_step("[internal] load build definition from %s", build->file.name);
  if (!build->context && !*given) {
    all_read(0, &text);
  } else if (stat(path, &about) == 0 && !S_ISDIR(about.st_mode)) {
    text = read_file(path);
  }
  step_says("transferring dockerfile: %s%s done", size_text(text ? (long long)strlen(text) : 2, 1),
            took());
  end_step();
  if (!text) {
    return format("failed to read dockerfile: open %s: no such file or directory",
                  build->file.name);
  }
  if (!*text) {
    return format("the Dockerfile cannot be empty");
  }
  failed = read_dockerfile(text, &build->file);
  return failed ? failed : check_instructions(build);
}

static failure pass(struct build *build, int real) {
  int i, j;
  for (i = 0; i < build->count; i++) {
    struct part *part = &build->parts[i];
    failure failed = part->needed ? begin_part(build, part) : NULL;
    for (j = part->from; j < part->end && part->needed && !failed; j++) {
      failed = take_step(build, part, &build->file.all[j], real);
    }
    if (failed) {
      return failed;
    }
  }
  return NULL;
}

/* There is no way to go for the files; what is told is how much of them could be copied. */
void load_context(struct build *build) {
  if (build->awaits_context) {
    build->awaits_context = 0;
    begin_step("[internal] load build context");
    step_says("transferring context: %s%s done",
              size_text(build->context ? tree_size(build->context) : 0, 1), took());
    end_step();
  }
}

/* Whether anything of the context is copied. */
static int uses_context(const struct build *build) {
  int i, j;
  for (i = 0; i < build->count; i++) {
    for (j = build->parts[i].first; j < build->parts[i].end && build->parts[i].needed; j++) {
      const struct instruction *one = &build->file.all[j];
      if ((!strcmp(one->name, "COPY") || !strcmp(one->name, "ADD")) && !flag_of(one, "from") &&
          !one->document_count) {
        return 1;
      }
    }
  }
  return 0;
}

static void load_ignored(struct build *build, const char *dockerfile) {
  begin_step("[internal] load .dockerignore");
  build->ignored = build->context ? ignored_patterns(build->context, dockerfile) : json_array();
  step_says(
      "transferring context: %s%s done",
      size_text(build->ignored->count ? tree_size(format("%s/.dockerignore", build->context)) : 2,
                1),
      took());
  end_step();
}

/* Without a tag where none was given. */
static char *said_name(const char *text) {
  char *whole = canonical_name(text);
  struct reference reference;
  if (!read_reference(text, &reference) && !reference.tag && !reference.digest) {
    *strrchr(whole, ':') = 0;
  }
  return whole;
}

static failure export(struct build *build, struct asked *asked, char **id) {
  struct part *goal = &build->parts[build->goal];
  struct json *labels = option_list(asked, "label"), *tags = option_list(asked, "tag");
  failure failed;
  int i;
  if (labels->count) {
    take_labels(object_at(goal, "config.Labels"), labels);
  }
  begin_step("exporting to image");
  step_says("exporting layers done");
  lock_store();
  failed = keep_image(goal->config, id);
  if (failed) {
    unlock_store();
    return step_failed(failed);
  }
  step_says("writing image sha256:%s%s done", *id, took());
  for (i = 0; i < tags->count; i++) {
    name_image(full_name(tags->values[i]->text), *id);
    tell_of_image(*id, full_name(tags->values[i]->text), "tag");
    step_says("naming to %s%s done", said_name(tags->values[i]->text), took());
  }
  unlock_store();
  end_step();
  return NULL;
}

static failure build_all(struct build *build, struct asked *asked, char **id) {
  failure failed = read_input(build, option_text(asked, "file"));
  if (!failed) {
    failed = make_parts(build);
  }
  if (!failed) {
    load_ignored(build, format("%s/%s", build->context ? build->context : "", build->file.name));
    failed = pass(build, 0);
  }
  if (!failed) {
    build->awaits_context = uses_context(build);
    failed = pass(build, 1);
  }
  return failed ? failed : export(build, asked, id);
}

static void warn_of_arguments(const struct build *build) {
  char *names = format("%s", "");
  int i, j;
  for (i = 0; i < build->given->count; i++) {
    const char *text = build->given->values[i]->text;
    char *name = format("%.*s", (int)strcspn(text, "="), text);
    for (j = 0; j < build->consumed->count; j++) {
      if (strcmp(build->consumed->values[j]->text, name) == 0) {
        break;
      }
    }
    if (j == build->consumed->count) {
      names = format("%s%s%s", names, *names ? " " : "", name);
    }
  }
  if (*names) {
    warn_of(format("[Warning] One or more build-args [%s] were not consumed", names));
  }
}

static int check_names(const struct json *tags) {
  int i;
  for (i = 0; i < tags->count; i++) {
    struct reference reference;
    const char *name = tags->values[i]->text;
    failure failed = read_reference(name, &reference);
    if (!failed && reference.digest) {
      failed = format("refusing to create a tag with a digest reference");
    }
    if (failed) {
      const char *must = strstr(failed, "must be lowercase");
      return refuse(format("invalid tag \"%s\": %s", name,
                           must ? "repository name must be lowercase" : failed));
    }
  }
  return 0;
}

static int open_context(struct build *build, const char *where) {
  struct stat about;
  if (!strcmp(where, "-")) {
    build->context = NULL;
    return 0;
  }
  if (stat(where, &about) < 0) {
    return refuse(format("unable to prepare context: path \"%s\" not found", where));
  }
  if (!S_ISDIR(about.st_mode)) {
    return refuse(format("unable to prepare context: path \"%s\" must be a directory", where));
  }
  build->context = realpath(where, NULL);
  return build->context ? 0 : refuse(reason(errno));
}

static int check_options(const struct asked *asked) {
  const char *progress = option_text(asked, "progress"), *network = option_text(asked, "network");
  if (*progress && strcmp(progress, "plain") && strcmp(progress, "auto") &&
      strcmp(progress, "quiet")) {
    return refuse(format("invalid progress mode %s", progress));
  }
  if (*network && strcmp(network, "none") && strcmp(network, "host") &&
      strcmp(network, "default")) {
    return refuse(format("network mode \"%s\" not supported by buildkit", network));
  }
  return check_names(option_list(asked, "tag"));
}

int build_command(struct asked *asked) {
  struct build build;
  struct json *given = option_list(asked, "build-arg");
  const char *choice = getenv("DOCKER_BUILDKIT");
  char *id = NULL;
  failure failed;
  int i, quiet = option_truth(asked, "quiet") || !strcmp(option_text(asked, "progress"), "quiet");
  if (choice && !strcmp(choice, "0")) {
    return refuse("this engine does not have the legacy builder: DOCKER_BUILDKIT=0");
  }
  memset(&build, 0, sizeof build);
  if (check_options(asked) || open_context(&build, asked->arguments[0])) {
    return 1;
  }
  build.given = json_array();
  build.consumed = json_array();
  for (i = 0; i < given->count; i++) {
    const char *text = given->values[i]->text, *value = getenv(text);
    if (strchr(text, '=') || value) {
      json_push(build.given,
                strchr(text, '=') ? json_string(text) : json_string(format("%s=%s", text, value)));
    }
  }
  build.target = *option_text(asked, "target") ? option_text(asked, "target") : NULL;
  build.network = *option_text(asked, "network") ? option_text(asked, "network") : NULL;
  build.no_cache = option_truth(asked, "no-cache");
  begin_progress(quiet);
  failed = build_all(&build, asked, &id);
  if (failed) {
    show_place(&build.file);
    return refuse(format("failed to solve: %s", failed));
  }
  warn_of_arguments(&build);
  say_warnings();
  if (quiet) {
    printf("sha256:%s\n", id);
  }
  return 0;
}
