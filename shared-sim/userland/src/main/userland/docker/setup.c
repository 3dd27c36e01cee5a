/* Instructions that change an image's configuration and nothing else. */
#include <stdlib.h>
#include <string.h>

#include "build.h"

struct json *object_at(struct part *part, const char *path) {
  struct json *object = json_get(part->config, path);
  if (!object || object->kind != OBJECT) {
    json_set(part->config, path, object = json_object());
  }
  return object;
}

void set_variable(struct json *list, const char *name, const char *value) {
  size_t length = strlen(name);
  struct json *text = json_string(format("%s=%s", name, value));
  int i;
  for (i = 0; i < list->count; i++) {
    const char *one = list->values[i]->text;
    if (strncmp(one, name, length) == 0 && one[length] == '=') {
      list->values[i] = text;
      return;
    }
  }
  json_push(list, text);
}

void note_history(struct part *part, const char *made, const char *created, int empty) {
  struct json *entry = json_object(), *all = json_get(part->config, "history");
  if (!*created) {
    created = json_text(part->config, "created");
  }
  json_set_string(entry, "created", created);
  json_set_string(entry, "created_by", made);
  json_set_string(entry, "comment", "buildkit.dockerfile.v0");
  if (empty) {
    json_set_boolean(entry, "empty_layer", 1);
  }
  json_push(all, entry);
  json_set_string(part->config, "created", created);
}

/* As Go prints a list: ["cat" "/app/b.txt"], or [a b] without the quotes. */
static char *list_text(const struct json *list, int quotes) {
  char *all = format("[");
  int i;
  for (i = 0; i < list->count; i++) {
    all = format("%s%s%s", all, i ? " " : "",
                 quotes ? json_line(list->values[i]) : list->values[i]->text);
  }
  return format("%s]", all);
}

/* The words as a list, or one text for the shell. */
static struct json *command_of(const struct part *part, const struct instruction *one, int from) {
  struct json *command = json_array();
  int i;
  for (i = 0; !one->is_list && i < part->shell->count; i++) {
    json_push(command, part->shell->values[i]);
  }
  for (i = from; i < one->words->count; i++) {
    json_push(command, one->words->values[i]);
  }
  return command;
}

static failure set_pairs(struct build *build, struct part *part, const struct instruction *one) {
  struct variables variables = variables_of(build, part);
  struct json *labels = strcmp(one->name, "LABEL") ? NULL : object_at(part, "config.Labels");
  struct json *fresh = json_array();
  char *made = one->name, *name, *value;
  int i;
  for (i = 0; i < one->words->count; i += 3) {
    failure failed = expand_word(one->words->values[i]->text, &variables, &name);
    if (!failed) {
      failed = expand_word(one->words->values[i + 1]->text, &variables, &value);
    }
    if (failed) {
      return failed;
    }
    made = format("%s %s=%s", made, name, value);
    if (labels) {
      json_put(labels, name, json_string(value));
    } else {
      set_variable(fresh, name, value);
    }
  }
  for (i = 0; i < fresh->count; i++) { /* all at once: ENV a=1 b=$a has the old a */
    const char *text = fresh->values[i]->text, *sign = strchr(text, '=');
    set_variable(json_get(part->config, "config.Env"), format("%.*s", (int)(sign - text), text),
                 sign + 1);
  }
  note_history(part, made, "", 1);
  return NULL;
}

static failure set_arguments(struct build *build, struct part *part,
                             const struct instruction *one) {
  int i;
  char *made = format("ARG");
  for (i = 0; i < one->words->count; i++) {
    struct variables variables = variables_of(build, part);
    const char *word = one->words->values[i]->text, *sign = strchr(word, '=');
    char *name = format("%.*s", (int)strcspn(word, "="), word), *value = NULL;
    const char *given;
    failure failed = NULL;
    given = variable_in(build->given, name);
    failed = sign ? expand_word(sign + 1, &variables, &value) : NULL;
    if (failed) {
      return failed;
    }
    json_push(build->consumed, json_string(name));
    given = given ? given : value ? value : variable_in(build->head, name);
    if (given) {
      set_variable(part->arguments, name, given);
    }
    made = format(given ? "%s %s=%s" : "%s %s", made, name, given);
  }
  note_history(part, made, "", 1);
  return NULL;
}

static int is_port(const char *text) {
  size_t digits = strspn(text, "0123456789-");
  return digits && digits <= 11 && atoi(text) <= 65535 && (!text[digits] || text[digits] == '/');
}

static failure expose(struct build *build, struct part *part, const struct instruction *one) {
  struct variables variables = variables_of(build, part);
  struct json *ports = json_array(), *all = object_at(part, "config.ExposedPorts");
  char *made = format("EXPOSE map[");
  int i;
  for (i = 0; i < one->words->count; i++) {
    failure failed = expand_words(one->words->values[i]->text, &variables, ports);
    if (failed) {
      return failed;
    }
  }
  for (i = 0; i < ports->count; i++) {
    const char *port = ports->values[i]->text;
    char *whole = strchr(port, '/') ? format("%s", port) : format("%s/tcp", port);
    if (!is_port(port)) {
      return format("Invalid containerPort: %s", port);
    }
    json_put(all, whole, json_object());
    made = format("%s%s%s:{}", made, i ? " " : "", whole);
  }
  note_history(part, format("%s]", made), "", 1);
  return NULL;
}

static failure set_volumes(struct build *build, struct part *part, const struct instruction *one) {
  struct variables variables = variables_of(build, part);
  struct json *all = object_at(part, "config.Volumes"), *places = json_array();
  char *place;
  int i;
  for (i = 0; i < one->words->count; i++) {
    failure failed = expand_word(one->words->values[i]->text, &variables, &place);
    if (failed) {
      return failed;
    }
    if (!*place) {
      return format("VOLUME specified can not be an empty string");
    }
    json_put(all, place, json_object());
    json_push(places, json_string(place));
  }
  note_history(part, format("VOLUME %s", list_text(places, 0)), "", 1);
  return NULL;
}

static failure set_health(struct part *part, const struct instruction *one) {
  static const char *const times[][2] = {{"interval", "Interval"},
                                         {"timeout", "Timeout"},
                                         {"start-period", "StartPeriod"},
                                         {"start-interval", "StartInterval"}};
  struct json *health = json_object(), *test = json_array();
  unsigned i;
  int none = !strcasecmp(one->words->values[0]->text, "NONE");
  json_push(test, json_string(none ? "NONE" : one->is_list ? "CMD" : "CMD-SHELL"));
  for (i = 1; i < (unsigned)one->words->count; i++) {
    json_push(test, one->words->values[i]);
  }
  json_set(health, "Test", test);
  for (i = 0; i < 4; i++) {
    const char *text = flag_of(one, times[i][0]);
    long long time = text ? nanoseconds_of(text) : 0;
    if (time < 0) {
      return format("time: invalid duration %s", json_line(json_string(text)));
    }
    if (text && time && time < 1000000) {
      return format("Interval \"%s\" cannot be less than 1ms", times[i][0]);
    }
    if (time) {
      json_set_number(health, times[i][1], time);
    }
  }
  if (flag_of(one, "retries") && atoi(flag_of(one, "retries"))) {
    json_set_number(health, "Retries", atoi(flag_of(one, "retries")));
  }
  json_set(part->config, "config.Healthcheck", health);
  note_history(part, one->text, "", 1);
  return NULL;
}

static failure set_text(struct build *build, struct part *part, const struct instruction *one) {
  struct variables variables = variables_of(build, part);
  char *value;
  failure failed = expand_word(one->words->values[0]->text, &variables, &value);
  if (failed) {
    return failed;
  }
  if (!strcmp(one->name, "STOPSIGNAL") && signal_number(value) < 0) {
    return format("invalid signal: %s", value);
  }
  json_set_string(part->config,
                  !strcmp(one->name, "USER")         ? "config.User"
                  : !strcmp(one->name, "MAINTAINER") ? "author"
                                                     : "config.StopSignal",
                  value);
  note_history(part, format("%s %s", one->name, value), "", 1);
  return NULL;
}

failure set_up(struct build *build, struct part *part, const struct instruction *one) {
  const char *name = one->name;
  if (!strcmp(name, "ENV") || !strcmp(name, "LABEL")) {
    return set_pairs(build, part, one);
  }
  if (!strcmp(name, "ARG")) {
    return set_arguments(build, part, one);
  }
  if (!strcmp(name, "EXPOSE")) {
    return expose(build, part, one);
  }
  if (!strcmp(name, "VOLUME")) {
    return set_volumes(build, part, one);
  }
  if (!strcmp(name, "HEALTHCHECK")) {
    return set_health(part, one);
  }
  if (!strcmp(name, "SHELL")) {
    part->shell = one->words;
    json_set(part->config, "config.Shell", one->words);
    note_history(part, format("SHELL %s", list_text(one->words, 0)), "", 1);
    return NULL;
  }
  if (!strcmp(name, "ONBUILD")) {
    struct json *all = json_get(part->config, "config.OnBuild");
    if (!all || all->kind != ARRAY) {
      json_set(part->config, "config.OnBuild", all = json_array());
    }
    json_push(all, json_string(one->rest));
    note_history(part, one->text, "", 1);
    return NULL;
  }
  if (!strcmp(name, "CMD") || !strcmp(name, "ENTRYPOINT")) {
    struct json *command = command_of(part, one, 0);
    int is_command = !strcmp(name, "CMD");
    json_set(part->config, is_command ? "config.Cmd" : "config.Entrypoint", command);
    if (!is_command && !part->own_command) {
      json_set(part->config, "config.Cmd", json_null());
    }
    part->own_command |= is_command;
    note_history(part, format("%s %s", name, list_text(command, 1)), "", 1);
    return NULL;
  }
  return set_text(build, part, one);
}
