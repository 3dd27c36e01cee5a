/* Whether each instruction of a Dockerfile is one, told before anything is built. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"

enum arity { ANY, SOME, ONE };

static const struct {
  const char *name;
  enum arity arity;
  const char *flags; /* with a blank behind each; "!" in front of what we do not have */
} known[] = {{"ADD", ANY, "chown chmod link "},
             {"ARG", SOME, ""},
             {"CMD", ANY, ""},
             {"COPY", ANY, "from chown chmod link "},
             {"ENTRYPOINT", ANY, ""},
             {"ENV", SOME, ""},
             {"EXPOSE", SOME, ""},
             {"FROM", ANY, "platform "},
             {"HEALTHCHECK", SOME, "interval timeout start-period start-interval retries "},
             {"LABEL", SOME, ""},
             {"MAINTAINER", ONE, ""},
             {"ONBUILD", SOME, ""},
             {"RUN", SOME, "mount network security "},
             {"SHELL", SOME, ""},
             {"STOPSIGNAL", ONE, ""},
             {"USER", ONE, ""},
             {"VOLUME", SOME, ""},
             {"WORKDIR", ONE, ""}};
enum { KNOWN = sizeof known / sizeof *known };

static int distance(const char *one, const char *other) {
  int row[64], i, j, columns = (int)strlen(other);
  if (columns > 60) {
    return 99;
  }
  for (j = 0; j <= columns; j++) {
    row[j] = j;
  }
  for (i = 0; one[i]; i++) {
    int corner = row[0];
    row[0] = i + 1;
    for (j = 1; j <= columns; j++) {
      int change = corner + (one[i] != other[j - 1]);
      corner = row[j];
      row[j] = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
      row[j] = change < row[j] ? change : row[j];
    }
  }
  return row[columns];
}

const char *nearest(const char *word, const char *const *names) {
  const char *found = NULL;
  int least = 3;
  for (; *names; names++) {
    int far = distance(word, *names);
    if (far < least) {
      least = far;
      found = *names;
    }
  }
  return found;
}

failure not_right(struct build *build, const struct instruction *one, failure failed) {
  build->file.first = one->first;
  build->file.last = one->last;
  return failed;
}

static failure unknown(const char *name) {
  const char *names[KNOWN + 1], *near;
  int i;
  for (i = 0; i < KNOWN; i++) {
    names[i] = known[i].name;
  }
  names[KNOWN] = NULL;
  near = nearest(name, names);
  return near ? format("unknown instruction: %s (did you mean %s?)", name, near)
              : format("unknown instruction: %s", name);
}

static failure check_flags(const struct instruction *one, const char *allowed) {
  int i;
  for (i = 0; i < one->flags->count; i++) {
    const char *flag = one->flags->values[i]->text + 2;
    size_t length = strcspn(flag, "=");
    if (!strstr(allowed, format("%.*s ", (int)length, flag))) {
      return format("unknown flag: %.*s", (int)length, flag);
    }
    if (!flag[length] && strncmp(flag, "link", length) != 0) {
      return format("missing a value on flag: %s", flag);
    }
  }
  return NULL;
}

static failure check_from(const struct instruction *one) {
  const char *name, *at;
  int count = one->words->count;
  if (count != 1 && (count != 3 || strcasecmp(one->words->values[1]->text, "as"))) {
    return format("FROM requires either one or three arguments");
  }
  if (flag_of(one, "platform")) {
    return format("this engine builds for its own machine alone: --platform");
  }
  name = at = count == 3 ? one->words->values[2]->text : "a";
  for (; isalnum((unsigned char)*at) || (*at && strchr("-_.", *at)); at++) {
  }
  if (*at || !isalpha((unsigned char)*name)) {
    return format(
        "invalid name for build stage: \"%s\", name can't start with a number or "
        "contain symbols",
        name);
  }
  return NULL;
}

static failure check_health(const struct instruction *one) {
  const char *type = one->words->values[0]->text;
  if (!strcasecmp(type, "NONE")) {
    return one->words->count > 1 ? format("HEALTHCHECK NONE takes no arguments") : NULL;
  }
  if (!strcasecmp(type, "CMD")) {
    return one->words->count == 1 ? format("Missing command after HEALTHCHECK CMD") : NULL;
  }
  return format("Unknown type %s in HEALTHCHECK (try CMD)", json_line(json_string(type)));
}

static failure check_trigger(const struct instruction *one) {
  struct dockerfile inner;
  failure failed = read_dockerfile(one->rest, &inner);
  const char *name = failed || !inner.count ? "" : inner.all[0].name;
  if (failed) {
    return failed;
  }
  if (!strcmp(name, "ONBUILD")) {
    return format("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  }
  if (!strcmp(name, "FROM") || !strcmp(name, "MAINTAINER")) {
    return format("%s isn't allowed as an ONBUILD trigger", name);
  }
  return NULL;
}

static failure check_more(const struct instruction *one) {
  const char *name = one->name;
  int i;
  if (!strcmp(name, "ADD") || !strcmp(name, "COPY")) {
    return one->words->count < 2
               ? format(
                     "%s requires at least two arguments, but only one was provided. "
                     "Destination could not be determined",
                     name)
               : NULL;
  }
  if (!strcmp(name, "FROM")) {
    return check_from(one);
  }
  if (!strcmp(name, "HEALTHCHECK")) {
    return check_health(one);
  }
  if (!strcmp(name, "ONBUILD")) {
    return check_trigger(one);
  }
  if (!strcmp(name, "SHELL") && !one->is_list) {
    return format("SHELL requires the arguments to be in JSON form");
  }
  if (!strcmp(name, "RUN") && (flag_of(one, "mount") || flag_of(one, "security"))) {
    return format("this engine does not have the flag yet: %s", one->flags->values[0]->text);
  }
  if (!strcmp(name, "ENV") || !strcmp(name, "LABEL")) {
    for (i = 0; i < one->words->count; i += 3) {
      if (!*one->words->values[i]->text) {
        return format("%s names can not be blank", name);
      }
    }
  }
  return NULL;
}

static failure check(const struct instruction *one) {
  failure failed;
  int i;
  for (i = 0; i < KNOWN && strcmp(known[i].name, one->name); i++) {
  }
  if (i == KNOWN) {
    return unknown(one->name);
  }
  failed = check_flags(one, known[i].flags);
  if (!failed && known[i].arity == ONE && one->words->count != 1) {
    return format("%s requires exactly one argument", one->name);
  }
  if (!failed && known[i].arity == SOME && !one->words->count) {
    return format("%s requires at least one argument", one->name);
  }
  return failed ? failed : check_more(one);
}

failure check_instructions(struct build *build) {
  int i, begun = 0;
  for (i = 0; i < build->file.count; i++) {
    const struct instruction *one = &build->file.all[i];
    failure failed = check(one);
    if (failed) {
      return not_right(build, one,
                       format("dockerfile parse error on line %d: %s", one->first, failed));
    }
    begun |= !strcmp(one->name, "FROM");
    if (!begun && strcmp(one->name, "ARG")) {
      return not_right(build, one, format("no build stage in current context"));
    }
  }
  return begun ? NULL : format("dockerfile contains no stages to build");
}
