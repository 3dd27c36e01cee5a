/* Variables in compose files: "${NAME:-otherwise}", from the environment and from .env. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "compose.h"

#define MOST_NESTED 20

/* Files like .env while they are read: the variables that go before a file's own, what comes in
   front of what is wrong, and the status with it. */
struct reading {
  const struct json *around;
  struct json *own;
  const char *text, *before;
  int status;
};

/* Where a text is filled in. */
struct filling {
  const struct json *variables, *more; /* more: looked at where the first have none; may be NULL */
  const struct reading *reading;       /* of a file of variables; NULL for one of a project */
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

static void refuse_variables(const struct reading *reading, const char *why)
    __attribute__((noreturn));
static void refuse_variables(const struct reading *reading, const char *why) {
  fflush(stdout);
  fprintf(stderr, "%s%s\n", reading->before, why);
  exit(reading->status);
}

static void refuse(const struct filling *filling) __attribute__((noreturn));
static void refuse(const struct filling *filling) {
  if (filling->reading) {
    refuse_variables(filling->reading,
                     format("Invalid template: %s", json_line(json_string(filling->whole))));
  }
  refuse_project(
      "invalid interpolation format for %s.\nYou may need to escape any $ with another "
      "$.\n%s",
      filling->path, filling->whole);
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
  value = !value && filling->more ? json_member(filling->more, name) : value;
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
    if (filling->reading) {
      refuse_variables(filling->reading, format("required variable %s is missing a value%s%s", name,
                                                *why ? ": " : "", why));
    }
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
    struct filling filling = {variables, NULL, NULL, path, value->text, NULL, 0};
    value->text = filled(&filling, value->text);
  }
  for (i = 0; (value->kind == OBJECT || value->kind == ARRAY) && i < value->count; i++) {
    interpolate(value->values[i], variables,
                value->kind == ARRAY ? format("%s.[]", path)
                                     : format("%s%s%s", path, *path ? "." : "", value->names[i]));
  }
}

static char *filled_line(const struct reading *reading, const char *text) {
  struct filling filling = {reading->around, reading->own, reading, "", text, NULL, 0};
  return filled(&filling, text);
}

/* The line on which a place is. */
static int line_of(const struct reading *reading, const char *place) {
  const char *at;
  int line = 1;
  for (at = reading->text; at < place; at++) {
    line += *at == '\n';
  }
  return line;
}

/* What stands for one character between double quotes: "\n", "\"", "\0101". */
static const char *put_escape(FILE *out, const char *at) {
  static const char letters[] = "abfnrtv\"\\", meant[] = "\a\b\f\n\r\t\v\"\\";
  const char *letter = at[1] ? strchr(letters, at[1]) : NULL;
  if (at[1] == '$') {
    fputs("$$", out);
    return at + 2;
  }
  if (letter) {
    fputc(meant[letter - letters], out);
    return at + 2;
  }
  if (at[1] == '0' && at[2] >= '0' && at[2] <= '3' && strspn(at + 2, "01234567") >= 3) {
    fputc((at[2] - '0') * 64 + (at[3] - '0') * 8 + at[4] - '0', out);
    return at + 5;
  }
  fputc('\\', out);
  return at + 1;
}

/* Between quotes; single ones have their own alone escaped. */
static char *quoted_value(const struct reading *reading, const char **from) {
  const char *at = *from + 1;
  char quote = **from, *result = NULL;
  size_t size;
  FILE *out = open_memstream(&result, &size);
  while (*at && *at != quote) {
    if (*at == '\\' && quote == '"') {
      at = put_escape(out, at);
    } else {
      at += *at == '\\' && at[1] == quote;
      fputc(*at++, out);
    }
  }
  fclose(out);
  if (!*at) {
    refuse_variables(reading, format("line %d: unterminated quoted value %.*s",
                                     line_of(reading, at), (int)strcspn(*from, "\n"), *from));
  }
  *from = at + 1;
  return quote == '"' ? filled_line(reading, result) : result;
}

/* What is behind the "=" of a line, up to its end or the end of its quotes. */
static char *line_value(const struct reading *reading, const char **from) {
  const char *at = *from;
  char *text, *end;
  size_t length;
  if (*at == '"' || *at == '\'') {
    return quoted_value(reading, from);
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
  return filled_line(reading, text);
}

/* Up to its "=", ":" or end of line: a name, without the blanks behind it. */
static char *line_name(const struct reading *reading, const char **from) {
  const char *begin = *from, *at = begin;
  size_t length;
  for (; *at && !strchr("=:\n", *at); at++) {
    unsigned char c = (unsigned char)*at;
    if (!isspace(c) && !isalnum(c) && c < 128 && !strchr("_.-[]", c)) {
      refuse_variables(
          reading,
          format("line %d: unexpected character \"%c\" in variable name %s", line_of(reading, at),
                 c, json_line(json_string(format("%.*s", (int)strcspn(begin, "\n"), begin)))));
    }
  }
  *from = at;
  for (length = (size_t)(at - begin); length && isspace((unsigned char)begin[length - 1]);
       length--) {
  }
  if (memchr(begin, ' ', length)) {
    refuse_variables(reading, format("line %d: key cannot contain a space", line_of(reading, at)));
  }
  return format("%.*s", (int)length, begin);
}

struct json *read_variables(const char *path, const struct json *around, int of_service) {
  struct reading reading = {around, json_object(), NULL, "", 15};
  const char *at;
  char *text;
  if (!read_whole(path, &text)) {
    return NULL;
  }
  if (!of_service) {
    reading.before = format("failed to read %s: ", path);
    reading.status = 1;
  }
  if (!text) {
    refuse_variables(&reading, "control characters are not allowed");
  }
  reading.text = at = replaced(text, "\r\n", "\n");
  for (at += strspn(at, " \t\n"); *at; at += strspn(at, " \t\n")) {
    const struct json *given;
    char *name;
    if (*at == '#') {
      at += strcspn(at, "\n");
      continue;
    }
    if (starts_with(at, "export ")) {
      at += 7 + strspn(at + 7, " \t");
    }
    name = line_name(&reading, &at);
    given = json_member(around, name);
    if ((*at == '=' || *at == ':') && *name) {
      at++;
      at += strspn(at, " \t");
      json_put(reading.own, name, json_string(line_value(&reading, &at)));
    } else if (*name && given) {
      json_put(reading.own, name, (struct json *)given);
    }
    at += strcspn(at, "\n");
  }
  return reading.own;
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
