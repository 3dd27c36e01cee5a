/* Patterns of the shell in the variables of a Dockerfile: ${v#p} ${v##p} ${v%p} ${v%%p} ${v/p/r}.
 */
#include <stdlib.h>
#include <string.h>

#include "dockerfile.h"

/* What a pattern is made of: characters, any one of them, any number of them. */
enum { ANY_ONE = 256, ANY_NUMBER };

struct pattern {
  int *parts;
  int count;
};

/* Behind a backslash "}" and "/" are themselves, and so are "*", "?" and the backslash. */
static failure read_pattern(const char *text, struct pattern *pattern) {
  pattern->parts = allocate((strlen(text) + 1) * sizeof *pattern->parts);
  pattern->count = 0;
  for (; *text; text++) {
    int part = (unsigned char)*text;
    if (part == '\\') {
      text++;
      if (!*text || !strchr("}/*?\\", *text)) {
        return format("invalid escape '\\%c'", *text);
      }
      part = (unsigned char)*text;
    } else if (part == '*') {
      part = ANY_NUMBER;
    } else if (part == '?') {
      part = ANY_ONE;
    }
    pattern->parts[pattern->count++] = part;
  }
  return NULL;
}

/* Whether all of some characters fit all of some parts; taken from one star to the next. */
static int fits_all(const struct pattern *pattern, const char *text, size_t length) {
  int at = 0, star = -1;
  size_t i = 0, from = 0;
  while (i < length) {
    int part = at < pattern->count ? pattern->parts[at] : -1;
    if (part == ANY_NUMBER) {
      star = at++;
      from = i;
    } else if (part == ANY_ONE || part == (unsigned char)text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++from;
    } else {
      return 0;
    }
  }
  while (at < pattern->count && pattern->parts[at] == ANY_NUMBER) {
    at++;
  }
  return at == pattern->count;
}

/* How many of the first or last characters fit, -1 for none: as few or as many as can be. */
static long fitting(const struct pattern *pattern, const char *text, int longest, int at_end) {
  long whole = (long)strlen(text), i;
  for (i = 0; i <= whole; i++) {
    long length = longest ? whole - i : i;
    if (fits_all(pattern, at_end ? text + whole - length : text, (size_t)length)) {
      return length;
    }
  }
  return -1;
}

failure trim_value(const char *value, const char *text, int longest, int at_end, char **result) {
  struct pattern pattern;
  failure failed = read_pattern(text, &pattern);
  long length = failed ? 0 : fitting(&pattern, value, longest, at_end);
  if (length < 0) {
    length = 0;
  }
  *result = at_end ? format("%.*s", (int)(strlen(value) - (size_t)length), value)
                   : format("%s", value + length);
  return failed;
}

/* The longest at the first place where there is one; everywhere when all are meant. */
failure replace_in_value(const char *value, const char *text, const char *with, int all,
                         char **result) {
  struct pattern pattern;
  failure failed = read_pattern(text, &pattern);
  const char *behind = NULL; /* the last one that was replaced */
  char *made = format("%s", "");
  while (!failed) {
    long length = fitting(&pattern, value, 1, 0);
    if (length > 0 || (length == 0 && value != behind)) {
      made = format("%s%s", made, with);
      value += length;
      behind = value;
      if (!all) {
        break;
      }
      if (length > 0) {
        continue;
      }
    }
    if (!*value) {
      break;
    }
    made = format("%s%c", made, *value++);
  }
  *result = format("%s%s", made, value);
  return failed;
}
