/* The blocks of YAML: mappings and lists that are told by how deep their lines begin. */
#include "yaml.h"

#include <stdlib.h>
#include <string.h>

static struct json *node(struct yaml *yaml, int indent, int in_map, int on_line);

/* Over blanks, comments and empty lines to what comes next. Tabs are none of an indent. */
static void skip(struct yaml *yaml) {
  int begins = yaml->at == yaml->line_start, tabs = 0;
  for (;;) {
    if (yaml_is_blank(*yaml->at)) {
      tabs |= *yaml->at == '\t';
      yaml->at++;
    } else if (*yaml->at == '#') {
      yaml->at += strcspn(yaml->at, "\n");
    } else if (*yaml->at == '\n') {
      yaml_next_line(yaml);
      begins = 1;
      tabs = 0;
      if (yaml_at_document_mark(yaml)) {
        return;
      }
    } else {
      break;
    }
  }
  if (begins && tabs && *yaml->at) {
    yaml_wrong(yaml, "found character that cannot start any token");
  }
}

static int at_end(const struct yaml *yaml) { return !*yaml->at || yaml_at_document_mark(yaml); }

static int is_dash(const struct yaml *yaml) {
  return *yaml->at == '-' && yaml_is_alone(yaml->at, 0);
}

/* Behind a node only a comment stands on its line. */
static void check_rest(struct yaml *yaml) {
  int line = yaml->line;
  struct yaml before = *yaml;
  skip(&before);
  if (!at_end(&before) && before.line == line && !yaml->wrong) {
    yaml->at = before.at;
    yaml_wrong(yaml, *yaml->at == ':' ? "mapping values are not allowed in this context"
                                      : "did not find expected key");
  }
}

static struct json *list(struct yaml *yaml, int column) {
  struct json *all = json_array();
  while (!at_end(yaml) && yaml_column(yaml) == column && is_dash(yaml)) {
    struct json *one;
    int line = yaml->line;
    yaml->at++;
    skip(yaml);
    one = yaml->wrong ? NULL : node(yaml, column, 0, yaml->line == line);
    if (!one) {
      return NULL;
    }
    json_push(all, one);
    skip(yaml);
  }
  if (!at_end(yaml) && yaml_column(yaml) > column) {
    return yaml_wrong(yaml, "did not find expected '-' indicator");
  }
  return yaml->wrong ? NULL : all;
}

/* A key on its line, with ":" behind it; "<<" without quotes merges. */
struct key {
  struct json *value;
  int merges;
  char *anchor;
};

static int at_colon(struct yaml *yaml) {
  while (yaml_is_blank(*yaml->at)) {
    yaml->at++;
  }
  return *yaml->at == ':' && yaml_ends_plain(yaml, yaml->at, 0);
}

static void take_anchor(struct yaml *yaml, const char *name, struct json *value) {
  if (name && value && yaml->anchors->count >= MOST_ANCHORS) {
    yaml_wrong(yaml, "document has too many anchors");
  } else if (name && value) {
    json_put(yaml->anchors, name, value);
  }
}

/* What stands where a key is to be: 0 where it is none. */
static int take_key(struct yaml *yaml, struct key *key) {
  int line = yaml->line, quoted;
  char *text;
  key->value = NULL;
  key->merges = 0;
  key->anchor = NULL;
  if (*yaml->at == '&') {
    yaml->at++;
    key->anchor = yaml_name(yaml);
    yaml->at += strspn(yaml->at, " \t");
  }
  if (*yaml->at == '*') {
    key->value = yaml_alias(yaml);
    return key->value && at_colon(yaml);
  }
  quoted = *yaml->at == '"' || *yaml->at == '\'';
  if (!*yaml->at || strchr("\n#|>%@`!&,[]{}", *yaml->at) || yaml_is_alone(yaml->at, 0)) {
    return 0;
  }
  if (quoted) {
    text = yaml_quoted(yaml);
  } else {
    const char *end = yaml->at;
    while (!yaml_ends_plain(yaml, end, 0)) {
      end++;
    }
    text = format("%.*s", (int)(end - yaml->at), yaml->at);
    yaml->at = end;
    while (*text && yaml_is_blank(text[strlen(text) - 1])) {
      text[strlen(text) - 1] = 0;
    }
  }
  if (!text || yaml->line != line || !at_colon(yaml)) {
    return 0;
  }
  key->value = quoted ? json_string(text) : yaml_plain(text);
  key->merges = !quoted && !strcmp(text, "<<");
  free(text);
  return 1;
}

/* Whether a key begins here; nothing is read. */
static int is_key(const struct yaml *yaml) {
  struct yaml ahead = *yaml;
  struct key key;
  return take_key(&ahead, &key);
}

static struct json *map(struct yaml *yaml, int column) {
  struct json *all = json_object(), *value;
  while (!at_end(yaml) && yaml_column(yaml) == column) {
    struct key key;
    int line = yaml->line, value_line;
    struct yaml begin = *yaml;
    if (!take_key(yaml, &key)) {
      int is_line = yaml->line == line && !yaml->wrong;
      if (is_line) {
        *yaml = begin;
      }
      return yaml_wrong(yaml, *yaml->at == '?' || *yaml->at == '[' || *yaml->at == '{' ? NO_SUCH_KEY
                              : strchr("\t@`%", *yaml->at) && *yaml->at
                                  ? "found character that cannot start any token"
                              : is_dash(yaml) ? "did not find expected key"
                                              : "could not find expected ':'");
    }
    take_anchor(yaml, key.anchor, key.value);
    yaml->at++;
    skip(yaml);
    value_line = yaml->line;
    value = yaml->wrong ? NULL : node(yaml, column, 1, value_line == line);
    if (!yaml->wrong) {
      struct yaml now = *yaml;
      begin.wrong = NULL;
      *yaml = begin; /* a key that is there twice is told of where it stands */
      yaml->nodes = now.nodes;
      yaml->anchors = now.anchors;
      if (!yaml_add(yaml, all, key.value, key.merges, value)) {
        return NULL;
      }
      *yaml = now;
    }
    if (!value) {
      return NULL;
    }
    skip(yaml);
  }
  if (!at_end(yaml) && yaml_column(yaml) > column) {
    return yaml_wrong(yaml, "did not find expected key");
  }
  return yaml->wrong ? NULL : yaml_merged(yaml, all);
}

/* What is said in front of a node: "&anchor" and "!!str". */
struct properties {
  char *anchor;
  int is_text, line;
};

static int take_properties(struct yaml *yaml, int indent, struct properties *said) {
  said->line = yaml->line;
  while ((*yaml->at == '&' || *yaml->at == '!') && yaml_column(yaml) > indent) {
    int is_anchor = *yaml->at == '&';
    char *name;
    if (is_anchor && yaml->line != said->line) {
      break;
    }
    yaml->at++;
    name = yaml_name(yaml);
    if (is_anchor && !*name) {
      yaml_wrong(yaml, "did not find expected alphabetic or numeric character");
    } else if (!is_anchor && strcmp(name, "!str")) {
      yaml_wrong(yaml, format("this engine does not read the tag !%s", name));
    } else if (is_anchor && said->anchor) {
      yaml_wrong(yaml, "did not find expected node content");
    }
    said->anchor = is_anchor ? name : said->anchor;
    said->is_text |= !is_anchor;
    skip(yaml);
    if (yaml->wrong) {
      return 0;
    }
  }
  return 1;
}

static struct json *scalar(struct yaml *yaml, int indent, int is_text) {
  int quoted = *yaml->at == '"' || *yaml->at == '\'';
  struct json *value;
  char *text;
  if (!quoted && (strchr("@`%]},", *yaml->at) || *yaml->at == '\t')) {
    return yaml_wrong(yaml, strchr("@`%\t", *yaml->at)
                                ? "found character that cannot start any token"
                                : "did not find expected node content");
  }
  if (!quoted && yaml_is_alone(yaml->at, 0)) {
    return yaml_wrong(yaml, is_dash(yaml) ? "block sequence entries are not allowed in this context"
                            : *yaml->at == '?' ? NO_SUCH_KEY
                                               : "mapping values are not allowed in this context");
  }
  text = quoted ? yaml_quoted(yaml) : yaml_plain_text(yaml, indent, 0);
  value = !text || yaml->wrong ? NULL : quoted || is_text ? json_string(text) : yaml_plain(text);
  free(text);
  if (value) {
    check_rest(yaml);
  }
  return yaml->wrong ? NULL : value;
}

/* A node that is no alias, behind its properties. */
static struct json *content(struct yaml *yaml, int indent, int in_map, int on_line,
                            const struct properties *said) {
  int column = yaml_column(yaml), may_be_block = !(in_map && on_line);
  struct json *value;
  if (at_end(yaml) ||
      (column <= indent && !(in_map && !on_line && column == indent && is_dash(yaml)))) {
    return said->is_text ? json_string("") : json_null();
  }
  if (*yaml->at == '|' || *yaml->at == '>') {
    return yaml_block_text(yaml, indent);
  }
  if (is_dash(yaml) && may_be_block) {
    return list(yaml, column);
  }
  if (is_key(yaml)) {
    if (!may_be_block) {
      yaml->at += strcspn(yaml->at, ":\n");
      return yaml_wrong(yaml, "mapping values are not allowed in this context");
    }
    return map(yaml, column);
  }
  if (*yaml->at == '[' || *yaml->at == '{') {
    value = yaml_flow(yaml, indent);
    if (value) {
      check_rest(yaml);
    }
    return yaml->wrong ? NULL : value;
  }
  return scalar(yaml, indent, said->is_text);
}

/* A node deeper than the indent; on_line where it stands on the line of its key or dash. */
static struct json *node(struct yaml *yaml, int indent, int in_map, int on_line) {
  struct properties said;
  struct json *value, *reading;
  int line = yaml->line;
  if (!yaml_enter(yaml)) {
    return NULL;
  }
  if (*yaml->at == '*' && yaml_column(yaml) > indent && !is_key(yaml)) {
    value = yaml_alias(yaml);
    if (value) {
      check_rest(yaml);
    }
    return yaml->wrong ? NULL : value;
  }
  memset(&said, 0, sizeof said);
  if (!(*yaml->at == '&' && !(in_map && on_line) && is_key(yaml)) &&
      !take_properties(yaml, indent, &said)) {
    return NULL; /* an anchor in front of a key on its line is the key's */
  }
  on_line = on_line && yaml->line == line;
  if (said.anchor) {
    reading = json_boolean(1);
    reading->truth = -1;
    take_anchor(yaml, said.anchor, reading);
  }
  yaml->depth++;
  value = content(yaml, indent, in_map, on_line, &said);
  yaml->depth--;
  take_anchor(yaml, said.anchor, value);
  return yaml->wrong ? NULL : value;
}

/* Ends of lines are one character, and no other is one that cannot be shown. */
static char *prepared(const char *text, struct yaml *yaml) {
  char *all = allocate(strlen(text) + 1), *to = all;
  text += starts_with(text, "\xef\xbb\xbf") ? 3 : 0;
  yaml->line_start = yaml->at = text;
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '\r') {
      *to++ = '\n';
      text += text[1] == '\n';
      continue;
    }
    yaml->at = text;
    if ((c < 32 && c != '\t' && c != '\n') || c == 127) {
      yaml_wrong(yaml, "control characters are not allowed");
      return all;
    }
    *to++ = *text;
    if (c == '\n') {
      yaml->line++;
      yaml->line_start = text + 1;
    }
  }
  *to = 0;
  return all;
}

/* "%YAML 1.2" and "---" in front of a document. */
static void begin_document(struct yaml *yaml) {
  skip(yaml);
  while (*yaml->at == '%' && yaml->at == yaml->line_start) {
    yaml->at += strcspn(yaml->at, "\n");
    skip(yaml);
  }
  if (yaml_at_document_mark(yaml) && *yaml->at == '-') {
    yaml->at += 3;
  }
  skip(yaml);
}

static struct json *document(struct yaml *yaml) {
  struct json *value;
  begin_document(yaml);
  value = yaml->wrong ? NULL : node(yaml, -1, 0, 0);
  if (!value) {
    return NULL;
  }
  skip(yaml);
  if (yaml_at_document_mark(yaml) && *yaml->at == '.') {
    yaml->at += 3;
    skip(yaml);
  }
  if (*yaml->at && !yaml->wrong) {
    yaml_wrong(yaml, yaml_at_document_mark(yaml) ? "this engine reads one document of a file"
                                                 : "did not find expected <document start>");
  }
  return yaml->wrong ? NULL : value;
}

struct json *yaml_read(const char *text, failure *failed) {
  struct yaml yaml;
  struct json *value = NULL;
  memset(&yaml, 0, sizeof yaml);
  yaml.line = 1;
  yaml.anchors = json_object();
  text = prepared(text, &yaml);
  if (!yaml.wrong) {
    yaml.at = yaml.line_start = text;
    yaml.line = 1;
    value = document(&yaml);
  }
  *failed = yaml.wrong ? format("yaml: line %d, column %d: %s", yaml.wrong_line, yaml.wrong_column,
                                yaml.wrong)
                       : NULL;
  return value;
}
