/* What of a build's context is left out: the patterns of .dockerignore. */
#include <stdlib.h>
#include <string.h>

#include "dockerfile.h"

/* A class such as "[a-c]"; where it ends, or NULL where it does not. */
static const char *fits_class(const char *pattern, char c, int *fits) {
  int not = pattern[1] == '^', any = 0;
  const char *at = pattern + 1 + not;
  *fits = 0;
  while (*at && (*at != ']' || !any)) {
    char low, high;
    at += *at == '\\' && at[1];
    low = high = *at++;
    if (*at == '-' && at[1] && at[1] != ']') {
      at += 1 + (at[1] == '\\' && at[2]);
      high = *at++;
    }
    *fits |= low <= c && c <= high;
    any = 1;
  }
  *fits ^= not;
  return *at ? at + 1 : NULL;
}

/* "*" stays within a name, "**" does not, and with a slash behind it is none or many folders. */
int fits_pattern(const char *pattern, const char *path) {
  const char *next;
  int fits;
  for (; *pattern; pattern++, path++) {
    switch (*pattern) {
      case '*':
        if (pattern[1] == '*') {
          next = pattern + 2;
          if (!*next) {
            return 1;
          }
          if (*next == '/') {
            next++;
            if (fits_pattern(next, path)) {
              return 1;
            }
            for (; *path; path++) {
              if (*path == '/' && fits_pattern(next, path + 1)) {
                return 1;
              }
            }
            return !*next;
          }
          for (;; path++) {
            if (fits_pattern(next, path)) {
              return 1;
            }
            if (!*path) {
              return 0;
            }
          }
        }
        for (;; path++) {
          if (fits_pattern(pattern + 1, path)) {
            return 1;
          }
          if (!*path || *path == '/') {
            return 0;
          }
        }
      case '?':
        if (!*path || *path == '/') {
          return 0;
        }
        break;
      case '[':
        next = *path && *path != '/' ? fits_class(pattern, *path, &fits) : NULL;
        if (!next || !fits) {
          return 0;
        }
        pattern = next - 1;
        break;
      case '\\':
        pattern += pattern[1] != 0;
        /* falls through */
      default:
        if (*pattern != *path) {
          return 0;
        }
    }
  }
  return !*path;
}

char *cleaned_path(const char *text) {
  char *result = format("%s", "");
  while (*text) {
    size_t length = strcspn(text, "/");
    if (length == 2 && strncmp(text, "..", 2) == 0 && *result) {
      char *slash = strrchr(result, '/');
      *(slash ? slash : result) = 0;
    } else if (length && !(length == 1 && *text == '.')) {
      result = format("%s%s%.*s", result, *result ? "/" : "", (int)length, text);
    }
    text += length + (text[length] == '/');
  }
  return result;
}

struct json *ignored_patterns(const char *context, const char *dockerfile) {
  struct json *patterns = json_array();
  char *text = read_file(format("%s.dockerignore", dockerfile));
  if (!text) {
    text = read_file(format("%s/.dockerignore", context));
  }
  while (text && *text) {
    size_t length = strcspn(text, "\n"), end = length, start = 0;
    char *line;
    int not;
    while (end && strchr(" \t\r", text[end - 1])) {
      end--;
    }
    while (start < end && strchr(" \t", text[start])) {
      start++;
    }
    line = format("%.*s", (int)(end - start), text + start);
    not = *line == '!';
    line += not;
    line += strspn(line, " \t");
    if (*line && (not || *line != '#') && *cleaned_path(line)) {
      json_push(patterns, json_string(format("%s%s", not ? "!" : "", cleaned_path(line))));
    }
    text += length + (text[length] == '\n');
  }
  return patterns;
}

/* The last pattern that fits it, or a folder that it is in, decides. */
int is_ignored(const struct json *patterns, const char *path) {
  int i, ignored = 0;
  for (i = 0; i < patterns->count; i++) {
    const char *pattern = patterns->values[i]->text;
    int not = *pattern == '!', fits = 0;
    char *part = format("%s", path), *slash;
    do {
      fits |= fits_pattern(pattern + not, part);
      slash = strrchr(part, '/');
      if (slash) {
        *slash = 0;
      }
    } while (!fits && slash);
    if (fits) {
      ignored = !not;
    }
  }
  return ignored;
}
