/* Names of images. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "docker.h"

/* Words of small letters and digits, with one ".", one or two "_" or any number of "-" between. */
static int is_component(const char *text, size_t length) {
  size_t i = 0;
  while (i < length) {
    size_t word = i, mark;
    while (i < length && (islower((unsigned char)text[i]) || isdigit((unsigned char)text[i]))) {
      i++;
    }
    if (i == word) {
      return 0;
    }
    if (i == length) {
      return 1;
    }
    mark = i;
    while (i < length && text[i] == text[mark] && strchr("._-", text[i])) {
      i++;
    }
    if (i == mark || (text[mark] == '.' && i - mark > 1) || (text[mark] == '_' && i - mark > 2)) {
      return 0;
    }
  }
  return 0;
}

static int is_path(const char *text, size_t length) {
  while (length) {
    const char *slash = memchr(text, '/', length);
    size_t part = slash ? (size_t)(slash - text) : length;
    if (!is_component(text, part)) {
      return 0;
    }
    if (!slash) {
      return 1;
    }
    text += part + 1;
    length -= part + 1;
  }
  return 0;
}

static int is_tag(const char *text) {
  size_t i;
  for (i = 0; text[i]; i++) {
    if (!isalnum((unsigned char)text[i]) && text[i] != '_' && (i == 0 || !strchr(".-", text[i]))) {
      return 0;
    }
  }
  return i > 0 && i <= 128;
}

static int has_capital(const char *text, size_t length) {
  size_t i;
  for (i = 0; i < length; i++) {
    if (isupper((unsigned char)text[i])) {
      return 1;
    }
  }
  return 0;
}

/* The part before the first slash, where it is a computer's name. */
static size_t host_length(const char *text) {
  const char *slash = strchr(text, '/');
  size_t length = slash ? (size_t)(slash - text) : 0;
  if (!slash || !(memchr(text, '.', length) || memchr(text, ':', length) ||
                  has_capital(text, length) ||
                  (length == 9 && strncmp(text, "localhost", 9) == 0))) {
    return 0;
  }
  return length + 1;
}

failure read_reference(const char *text, struct reference *reference) {
  size_t host = host_length(text), length;
  const char *rest = text + host, *colon;
  int own = host == 0 || starts_with(text, "docker.io/");
  if (strlen(text) == ID_LENGTH && strspn(text, "0123456789abcdef") == ID_LENGTH) {
    return format("invalid repository name (%s), cannot specify 64-byte hexadecimal strings", text);
  }
  colon = strchr(rest, ':');
  length = colon ? (size_t)(colon - rest) : strlen(rest);
  if (has_capital(rest, length)) {
    return format("invalid reference format: repository name (%s%.*s) must be lowercase",
                  own && !memchr(rest, '/', length) ? "library/" : "", (int)length, rest);
  }
  if (!is_path(rest, length) || (colon && !is_tag(colon + 1))) {
    return format("invalid reference format");
  }
  if (host && own) {
    text = rest;
    host = 0;
    if (starts_with(text, "library/")) {
      text += 8;
      length -= 8;
    }
  }
  reference->name = format("%.*s", (int)(host + length), text);
  reference->tag = colon ? format("%s", colon + 1) : NULL;
  return NULL;
}
