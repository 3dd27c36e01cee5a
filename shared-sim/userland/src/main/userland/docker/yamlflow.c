/* What YAML has in brackets, and what its nodes have in common. */
#include <stdlib.h>
#include <string.h>

#include "yaml.h"

int yaml_enter(struct yaml *yaml) {
  if (yaml->depth >= MOST_DEPTH) {
    yaml_wrong(yaml, "exceeded max depth of 100");
  } else if (++yaml->nodes > MOST_NODES) {
    yaml_wrong(yaml, "document has too many values");
  }
  return !yaml->wrong;
}

/* Behind "&", "*" or "!". */
char *yaml_name(struct yaml *yaml) {
  size_t length = strcspn(yaml->at, " \t\n,[]{}");
  char *name = format("%.*s", (int)length, yaml->at);
  yaml->at += length;
  return name;
}

struct json *yaml_copy(struct yaml *yaml, const struct json *value) {
  struct json *copy;
  int i;
  if (++yaml->nodes > MOST_NODES) {
    return yaml_wrong(yaml, "document contains excessive aliasing");
  }
  switch (value->kind) {
    case NULL_VALUE:
      return json_null();
    case BOOLEAN:
      return json_boolean(value->truth);
    case STRING:
      return json_string(value->text);
    case NUMBER:
      copy = json_number(0);
      copy->text = format("%s", value->text);
      return copy;
    case ARRAY:
      copy = json_array();
      break;
    default:
      copy = json_object();
  }
  for (i = 0; i < value->count; i++) {
    struct json *one = yaml_copy(yaml, value->values[i]);
    if (!one) {
      return NULL;
    }
    json_push(copy, one);
    copy->names[i] = value->names[i] ? format("%s", value->names[i]) : NULL;
  }
  return copy;
}

/* What an anchor before it has named. Who is changed later changes no other: it is a copy. */
struct json *yaml_alias(struct yaml *yaml) {
  const struct json *value;
  char *name;
  yaml->at++;
  name = yaml_name(yaml);
  value = json_member(yaml->anchors, name);
  if (!*name) {
    return yaml_wrong(yaml, "did not find expected alphabetic or numeric character");
  }
  if (!value) {
    return yaml_wrong(yaml, format("unknown anchor '%s' referenced", name));
  }
  if (value->kind == BOOLEAN && value->truth < 0) {
    return yaml_wrong(yaml, format("anchor '%s' value contains itself", name));
  }
  return yaml_copy(yaml, value);
}

/* A key with its value; what "<<" merges is kept under a name that no key has, until the end. */
int yaml_add(struct yaml *yaml, struct json *map, struct json *key, int merges,
             struct json *value) {
  const char *name;
  if (!key || !value || yaml->wrong) {
    return 0;
  }
  if (key->kind == ARRAY || key->kind == OBJECT) {
    yaml_wrong(yaml, "a list or mapping is no key here");
    return 0;
  }
  name = key->kind == NULL_VALUE ? "null"
         : key->kind == BOOLEAN  ? (key->truth ? "true" : "false")
                                 : key->text;
  if (merges) {
    name = "\n<<";
  }
  if (json_member(map, name)) {
    yaml_wrong(yaml, format("mapping key \"%s\" already defined", merges ? "<<" : name));
    return 0;
  }
  json_put(map, name, value);
  return 1;
}

/* Members that it has not itself. */
static int merge(struct json *into, const struct json *from) {
  int i;
  if (from->kind != OBJECT) {
    return 0;
  }
  for (i = 0; i < from->count; i++) {
    if (!json_member(into, from->names[i])) {
      json_put(into, from->names[i], from->values[i]);
    }
  }
  return 1;
}

struct json *yaml_merged(struct yaml *yaml, struct json *map) {
  const struct json *from = json_member(map, "\n<<");
  int i, fits = 1;
  if (!from || yaml->wrong) {
    return yaml->wrong ? NULL : map;
  }
  json_remove(map, "\n<<");
  if (from->kind == ARRAY) {
    for (i = 0; i < from->count; i++) {
      fits &= merge(map, from->values[i]);
    }
  } else {
    fits = merge(map, from);
  }
  return fits ? map : yaml_wrong(yaml, "map merge requires map or sequence of maps as the value");
}

/* Over blanks, ends of lines and comments, on the way through brackets. */
static void skip(struct yaml *yaml) {
  for (;;) {
    if (yaml_is_blank(*yaml->at)) {
      yaml->at++;
    } else if (*yaml->at == '\n') {
      yaml_next_line(yaml);
      if (yaml_at_document_mark(yaml)) {
        yaml_wrong(yaml, "found unexpected document indicator");
        return;
      }
    } else if (*yaml->at == '#') {
      yaml->at += strcspn(yaml->at, "\n");
    } else {
      return;
    }
  }
}

static struct json *scalar(struct yaml *yaml, int indent, int is_text, int *quoted) {
  char *text;
  struct json *value;
  *quoted = *yaml->at == '"' || *yaml->at == '\'';
  if (!*quoted && strchr("@`%|>&*!#", *yaml->at)) {
    return yaml_wrong(yaml, "found character that cannot start any token");
  }
  if (!*quoted && yaml_is_alone(yaml->at, 1)) {
    return yaml_wrong(yaml, *yaml->at == '?' ? NO_SUCH_KEY : "did not find expected node content");
  }
  text = *quoted ? yaml_quoted(yaml) : yaml_plain_text(yaml, indent, 1);
  value = !text || yaml->wrong ? NULL : *quoted || is_text ? json_string(text) : yaml_plain(text);
  free(text);
  return value;
}

static struct json *members(struct yaml *yaml, int indent);

/* A node in brackets, with what is said in front of it. */
static struct json *node(struct yaml *yaml, int indent, int *quoted) {
  char *anchor = NULL;
  int is_text = 0;
  struct json *value;
  *quoted = 0;
  while (*yaml->at == '&' || *yaml->at == '!') {
    int is_anchor = *yaml->at++ == '&';
    char *name = yaml_name(yaml);
    if (!is_anchor && strcmp(name, "!str")) {
      return yaml_wrong(yaml, format("this engine does not read the tag !%s", name));
    }
    anchor = is_anchor ? name : anchor;
    is_text |= !is_anchor;
    skip(yaml);
  }
  if (*yaml->at == '*' && !anchor && !is_text) {
    return yaml_alias(yaml);
  }
  if (!yaml_enter(yaml)) {
    return NULL;
  }
  yaml->depth++;
  value = *yaml->at == '[' || *yaml->at == '{'     ? members(yaml, indent)
          : !*yaml->at || strchr(",]}", *yaml->at) ? is_text ? json_string("") : json_null()
                                                   : scalar(yaml, indent, is_text, quoted);
  yaml->depth--;
  if (anchor && value) {
    if (yaml->anchors->count >= MOST_ANCHORS) {
      return yaml_wrong(yaml, "document has too many anchors");
    }
    json_put(yaml->anchors, anchor, value);
  }
  return value;
}

/* Whether a key has been read, and its value is next: ": ", and behind quotes ":" alone. */
static int at_value(struct yaml *yaml, int tight) {
  return *yaml->at == ':' && (tight || yaml_ends_plain(yaml, yaml->at, 1));
}

static struct json *value_behind(struct yaml *yaml, int indent) {
  int quoted;
  yaml->at++;
  skip(yaml);
  return yaml->wrong ? NULL : node(yaml, indent, &quoted);
}

/* One of a list or of a mapping in brackets. */
static int take_member(struct yaml *yaml, struct json *all, int indent) {
  int is_map = all->kind == OBJECT, quoted, merges, line = yaml->line, tight;
  const char *begin = yaml->at;
  struct json *key = node(yaml, indent, &quoted), *pair;
  merges = !quoted && key && key->kind == STRING && !strcmp(key->text, "<<") && *begin == '<';
  tight = quoted || *begin == '[' || *begin == '{';
  skip(yaml);
  if (!key || yaml->wrong) {
    return 0;
  }
  if (at_value(yaml, tight) && yaml->line != line) {
    yaml_wrong(yaml, format("did not find expected ',' or '%c'", is_map ? '}' : ']'));
    return 0; /* a key stands on one line, and its colon too */
  }
  if (is_map) {
    struct json *value = at_value(yaml, tight) ? value_behind(yaml, indent) : json_null();
    return yaml_add(yaml, all, key, merges, value);
  }
  if (!at_value(yaml, tight)) {
    json_push(all, key);
    return 1;
  }
  pair = json_object();
  if (!yaml_add(yaml, pair, key, merges, value_behind(yaml, indent)) ||
      !(pair = yaml_merged(yaml, pair))) {
    return 0;
  }
  json_push(all, pair);
  return 1;
}

static struct json *members(struct yaml *yaml, int indent) {
  char end = *yaml->at == '[' ? ']' : '}';
  struct json *all = end == ']' ? json_array() : json_object();
  yaml->at++;
  skip(yaml);
  while (!yaml->wrong && *yaml->at != end) {
    if (*yaml->at == ',' || !*yaml->at) {
      return yaml_wrong(yaml, *yaml->at ? "did not find expected node content"
                                        : format("did not find expected ',' or '%c'", end));
    }
    if (!take_member(yaml, all, indent)) {
      return NULL;
    }
    skip(yaml);
    if (*yaml->at == ',') {
      yaml->at++;
      skip(yaml);
    } else if (*yaml->at != end) {
      return yaml_wrong(yaml, format("did not find expected ',' or '%c'", end));
    }
  }
  yaml->at += *yaml->at == end;
  return yaml->wrong ? NULL : end == '}' ? yaml_merged(yaml, all) : all;
}

struct json *yaml_flow(struct yaml *yaml, int indent) { return members(yaml, indent); }
