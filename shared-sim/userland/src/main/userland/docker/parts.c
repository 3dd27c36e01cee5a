/* The stages of a Dockerfile: which there are, which are needed, and what each begins from. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"

#define NOTHING                                                                               \
  "{\"architecture\":\"386\",\"config\":{\"Env\":[\"PATH=" DEFAULT_PATH                       \
  "\"],\"Cmd\":null,"                                                                         \
  "\"WorkingDir\":\"\",\"Entrypoint\":null,\"Labels\":null},\"created\":"                     \
  "\"0001-01-01T00:00:00Z\",\"history\":[],\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\"," \
  "\"diff_ids\":[]}}"

const char *flag_of(const struct instruction *one, const char *name) {
  size_t length = strlen(name);
  int i;
  for (i = one->flags->count - 1; i >= 0; i--) {
    const char *flag = one->flags->values[i]->text + 2;
    if (strncmp(flag, name, length) == 0 && (!flag[length] || flag[length] == '=')) {
      return flag[length] ? flag + length + 1 : "";
    }
  }
  return NULL;
}

struct variables variables_of(const struct build *build, const struct part *part) {
  struct variables variables = {NULL, NULL, build->file.escape, 0};
  variables.first = part ? json_get(part->config, "config.Env") : build->head;
  variables.second = part ? part->arguments : NULL;
  return variables;
}

static char *in_small_letters(const char *text) {
  char *copy = format("%s", text), *at;
  for (at = copy; *at; at++) {
    *at = (char)tolower((unsigned char)*at);
  }
  return copy;
}

int part_named(const struct build *build, const char *name, int before) {
  char *small = in_small_letters(name), *end;
  long number = strtol(name, &end, 10);
  int i;
  for (i = before - 1; i >= 0; i--) {
    if (build->parts[i].name && strcmp(build->parts[i].name, small) == 0) {
      return i;
    }
  }
  return *name && !*end && number >= 0 && number < before ? (int)number : -1;
}

char *canonical_name(const char *name) {
  char *whole = full_name(name);
  if (host_length(whole)) {
    return whole;
  }
  return format("docker.io/%s%s", strchr(whole, '/') ? "" : "library/", whole);
}

failure not_fetched(const char *name) {
  char *whole = canonical_name(name), *digest = strchr(whole, '@'), *asked = not_pulled();
  char *tag = digest ? digest : strrchr(whole, ':');
  const char *path = strchr(whole, '/') + 1, *why = strstr(asked, "dial tcp");
  int length = (int)(tag - path);
  return format(
      "failed to do request: Head \"https://registry-1.docker.io/v2/%.*s/manifests/%s\": "
      "%s",
      length, path, tag + 1, why ? why : asked);
}

static void note_argument(struct build *build, struct json *list, const char *name,
                          const char *value) {
  const char *given = variable_in(build->given, name);
  json_push(build->consumed, json_string(name));
  if (given) {
    value = given;
  }
  if (value) {
    set_variable(list, name, value);
  }
}

static failure read_head(struct build *build) {
  int i, j;
  build->head = json_array();
  for (i = 0; i < build->file.count && strcmp(build->file.all[i].name, "FROM"); i++) {
    const struct instruction *one = &build->file.all[i];
    for (j = 0; j < one->words->count; j++) {
      const char *word = one->words->values[j]->text, *sign = strchr(word, '=');
      struct variables variables = variables_of(build, NULL);
      char *value = NULL;
      failure failed = sign ? expand_word(sign + 1, &variables, &value) : NULL;
      if (failed) {
        return not_right(build, one, failed);
      }
      note_argument(build, build->head, format("%.*s", (int)strcspn(word, "="), word), value);
    }
  }
  return NULL;
}

static failure read_part(struct build *build, int index) {
  struct part *part = &build->parts[index];
  const struct instruction *from = &build->file.all[part->from];
  struct variables variables = variables_of(build, NULL);
  const char *base = from->words->values[0]->text;
  failure failed = expand_word(base, &variables, &part->base);
  if (!failed && !*part->base) {
    failed = format("base name (%s) should not be blank", base);
  }
  if (failed) {
    return not_right(build, from, failed);
  }
  part->name = from->words->count == 3 ? in_small_letters(from->words->values[2]->text) : NULL;
  part->base_part = -1;
  for (int i = index - 1; i >= 0 && part->base_part < 0; i--) {
    if (build->parts[i].name && !strcmp(build->parts[i].name, in_small_letters(part->base))) {
      part->base_part = i;
    }
  }
  return NULL;
}

/* A stage, those that it begins from, and those that it copies from. */
static void need(struct build *build, int index) {
  struct part *part = &build->parts[index];
  int i, other;
  if (part->needed) {
    return;
  }
  part->needed = 1;
  if (part->base_part >= 0) {
    need(build, part->base_part);
  }
  for (i = part->first; i < part->end; i++) {
    const char *from = flag_of(&build->file.all[i], "from");
    other = from ? part_named(build, from, index) : -1;
    if (other >= 0) {
      need(build, other);
    }
  }
}

static failure find_goal(struct build *build) {
  const char *names[64], *near;
  int i, count = 0;
  build->goal = build->target ? part_named(build, build->target, build->count) : build->count - 1;
  if (build->goal >= 0) {
    need(build, build->goal);
    return NULL;
  }
  for (i = 0; i < build->count && count < 63; i++) {
    if (build->parts[i].name) {
      names[count++] = build->parts[i].name;
    }
  }
  names[count] = NULL;
  near = nearest(build->target, names);
  return near ? format("target stage \"%s\" could not be found (did you mean %s?)", build->target,
                       near)
              : format("target stage \"%s\" could not be found", build->target);
}

static failure look_up(struct build *build, const struct instruction *one, const char *name,
                       struct json *seen) {
  struct image image;
  failure failed;
  char *whole = canonical_name(name);
  int i;
  for (i = 0; i < seen->count; i++) {
    if (strcmp(seen->values[i]->text, whole) == 0) {
      return NULL;
    }
  }
  json_push(seen, json_string(whole));
  begin_step("[internal] load metadata for %s", whole);
  if (find_image(name, &image) == 0) {
    end_step();
    return NULL;
  }
  failed = step_failed(not_fetched(name));
  return not_right(build, one,
                   format("%s: failed to resolve source metadata for %s: %s", name, whole, failed));
}

static failure look_up_images(struct build *build) {
  struct json *seen = json_array();
  failure failed = NULL;
  int i, j;
  for (i = 0; i < build->count && !failed; i++) {
    struct part *part = &build->parts[i];
    if (!part->needed) {
      continue;
    }
    if (part->base_part < 0 && strcmp(part->base, "scratch")) {
      failed = look_up(build, &build->file.all[part->from], part->base, seen);
    }
    for (j = part->first; j < part->end && !failed; j++) {
      const char *from = flag_of(&build->file.all[j], "from");
      if (from && part_named(build, from, i) < 0) {
        failed = look_up(build, &build->file.all[j], from, seen);
      }
    }
  }
  return failed;
}

failure make_parts(struct build *build) {
  failure failed = read_head(build);
  int i;
  build->parts = allocate((size_t)build->file.count * sizeof *build->parts);
  memset(build->parts, 0, (size_t)build->file.count * sizeof *build->parts);
  for (i = 0; i < build->file.count; i++) {
    if (!strcmp(build->file.all[i].name, "FROM")) {
      build->parts[build->count].from = i;
      build->parts[build->count].first = i + 1;
      build->count++;
    }
    if (build->count) {
      build->parts[build->count - 1].end = i + 1;
    }
  }
  for (i = 0; i < build->count && !failed; i++) {
    failed = read_part(build, i);
  }
  if (!failed) {
    failed = find_goal(build);
  }
  return failed ? failed : look_up_images(build);
}

/* The configuration that it begins with; a copy of its own. */
failure begin_part(struct build *build, struct part *part) {
  struct image image;
  static char *const shell[] = {"/bin/sh", "-c", NULL};
  part->shell = json_strings(shell);
  part->arguments = json_array();
  part->own_command = 0;
  if (part->base_part >= 0) {
    part->config = json_parse(json_line(build->parts[part->base_part].config));
    part->shell = build->parts[part->base_part].shell;
  } else if (!strcmp(part->base, "scratch")) {
    part->config = json_parse(NOTHING);
  } else if (find_image(part->base, &image) == 0) {
    struct json *triggers = json_get(image.config, "config.OnBuild");
    part->config = image.config;
    json_remove(part->config, "parent");
    json_remove(part->config, "comment");
    if (triggers && triggers->count) {
      return not_right(
          build, &build->file.all[part->from],
          format("this engine does not run ONBUILD triggers yet: %s", triggers->values[0]->text));
    }
    if (json_count(image.config, "config.Shell") > 0) {
      part->shell = json_get(image.config, "config.Shell");
    }
  }
  if (!json_get(part->config, "history")) {
    json_set(part->config, "history", json_array());
  }
  if (json_count(part->config, "config.Env") <= 0) {
    json_set(part->config, "config.Env", json_array());
  }
  return NULL;
}
