/* Variables in compose files: "${NAME:-otherwise}", from the environment and from .env. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "compose.h"

#define MOST_NESTED 20

/* Where a text is filled in. */
struct filling {
  const struct json *variables;
  const char *path, *whole;
  FILE *out;
  int depth;
};

void warn_compose(const char *text) {
  time_t now = time(NULL);
  char when[32];
  strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
  fflush(stdout);
  fprintf(stderr, "time=\"%s\" level=warning msg=%s\n", when, json_line(json_string(text)));
}

static void warn_of_missing(const char *name) {
  warn_compose(format("The \"%s\" variable is not set. Defaulting to a blank string.", name));
}

static void refuse(const struct filling *filling) __attribute__((noreturn));
static void refuse(const struct filling *filling) {
  refuse_project("invalid interpolation format for %s.\nYou may need to escape any $ with another "
                 "$.\n%s", filling->path, filling->whole);
}

static size_t name_length(const char *at) {
  size_t length = 0;
  if (isalpha((unsigned char)*at) || *at == '_') {
    while (isalnum((unsigned char)at[length]) || at[length] == '_') {
      length++;
    }
  }
  return length;
}

static const char *value_of(const struct filling *filling, const char *name) {
  const struct json *value = json_member(filling->variables, name);
  return value ? value->text : NULL;
}

static void fill(struct filling *filling, const char *text);

static char *filled(const struct filling *filling, const char *text) {
  struct filling inner = *filling;
  char *result = NULL;
  size_t size;
  inner.depth++;
  if (inner.depth > MOST_NESTED) {
    refuse(filling);
  }
  inner.out = open_memstream(&result, &size);
  fill(&inner, text);
  fclose(inner.out);
  return result;
}

/* The brace that closes what has been opened. */
static const char *closing(const char *at) {
  int open = 1;
  for (; *at; at++) {
    open += at[0] == '$' && at[1] == '{';
    open -= *at == '}';
    if (!open) {
      return at;
    }
  }
  return NULL;
}

/* Between "${" and "}". */
static void take_braces(struct filling *filling, const char *inner) {
  size_t length = name_length(inner);
  char *name = format("%.*s", (int)length, inner);
  const char *rest = inner + length, *value = value_of(filling, name);
  int colon = *rest == ':', there;
  rest += colon;
  there = value && (!colon || *value);
  if (!length || (colon && !*rest) || (*rest && !strchr("-?+", *rest))) {
    refuse(filling);
  }
  if (!*rest && !value) {
    warn_of_missing(name);
  }
  if (*rest == '?' && !there) {
    const char *why = filled(filling, rest + 1);
    refuse_project("error while interpolating %s: required variable %s is missing a value%s%s",
                   filling->path, name, *why ? ": " : "", why);
  }
  if (*rest == '+') {
    fputs(there ? filled(filling, rest + 1) : "", filling->out);
  } else if (*rest == '-' && !there) {
    fputs(filled(filling, rest + 1), filling->out);
  } else {
    fputs(value ? value : "", filling->out);
  }
}

static void fill(struct filling *filling, const char *text) {
  while (*text) {
    size_t length;
    if (*text != '$') {
      fputc(*text++, filling->out);
      continue;
    }
    text++;
    length = name_length(text);
    if (*text == '$') {
      fputc(*text++, filling->out);
    } else if (*text == '{') {
      const char *end = closing(text + 1);
      if (!end) {
        refuse(filling);
      }
      take_braces(filling, format("%.*s", (int)(end - text - 1), text + 1));
      text = end + 1;
    } else if (length) {
      const char *name = format("%.*s", (int)length, text), *value = value_of(filling, name);
      if (!value) {
        warn_of_missing(name);
      }
      fputs(value ? value : "", filling->out);
      text += length;
    } else {
      fputc('$', filling->out);
    }
  }
}

void interpolate(struct json *value, const struct json *variables, const char *path) {
  int i;
  if (value->kind == STRING && strchr(value->text, '$')) {
    struct filling filling = {variables, path, value->text, NULL, 0};
    value->text = filled(&filling, value->text);
  }
  for (i = 0; (value->kind == OBJECT || value->kind == ARRAY) && i < value->count; i++) {
    interpolate(value->values[i], variables,
                value->kind == ARRAY ? format("%s.[]", path)
                                     : format("%s%s%s", path, *path ? "." : "", value->names[i]));
  }
}

/* What is behind the "=" of a line, up to its end or the end of its quotes. */
static char *line_value(const char **from, const struct json *before) {
  struct filling filling = {before, ".env", *from, NULL, 0};
  const char *at = *from;
  char quote = *at, *text, *end;
  size_t length;
  if (quote == '"' || quote == '\'') {
    struct json *read;
    failure failed;
    for (length = 1; at[length] && at[length] != quote; length++) {
      length += at[length] == '\\' && quote == '"' && at[length + 1];
    }
    *from = at + length + (at[length] != 0);
    text = format("%.*s", (int)(length - 1), at + 1);
    if (quote == '\'') {
      return text;
    }
    read = yaml_read(format("\"%s\"", replaced(text, "\n", "\\n")), &failed);
    return filled(&filling, read && read->kind == STRING ? read->text : text);
  }
  length = strcspn(at, "\n");
  *from = at + length;
  text = format("%.*s", (int)length, at);
  for (end = text; *end && !(*end == '#' && (end == text || isspace((unsigned char)end[-1])));
       end++) {
  }
  while (end > text && isspace((unsigned char)end[-1])) {
    end--;
  }
  *end = 0;
  return filled(&filling, text);
}

struct json *read_variables(const char *path) {
  struct json *all = json_object();
  const char *at = read_file(path);
  if (!at) {
    return NULL;
  }
  for (at = replaced(at, "\r\n", "\n"); *at;) {
    size_t length;
    char *name;
    at += strspn(at, " \t\n");
    if (starts_with(at, "export ")) {
      at += 7 + strspn(at + 7, " \t");
    }
    length = strcspn(at, "=:\n# \t");
    name = format("%.*s", (int)length, at);
    at += length;
    at += strspn(at, " \t");
    if ((*at == '=' || *at == ':') && *name) {
      at++;
      at += strspn(at, " \t");
      json_put(all, name, json_string(line_value(&at, all)));
    } else if (*name && getenv(name)) {
      json_put(all, name, json_string(getenv(name)));
    }
    at += strcspn(at, "\n");
  }
  return all;
}

void add_environment(struct json *variables) {
  extern char **environ;
  int i;
  for (i = 0; environ && environ[i]; i++) {
    const char *sign = strchr(environ[i], '=');
    if (sign) {
      json_put(variables, format("%.*s", (int)(sign - environ[i]), environ[i]),
               json_string(sign + 1));
    }
  }
}
