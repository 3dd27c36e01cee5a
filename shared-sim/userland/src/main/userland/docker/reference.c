/* Names of images: https://github.com/distribution/reference. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "docker.h"

#define ALNUM "abcdefghijklmnopqrstuvwxyz0123456789"
#define HEX "0123456789abcdef"
#define LONGEST_NAME 255

static int is_letter(char c) { return isalnum((unsigned char)c) != 0; }

/* Words of small letters and digits, with one ".", one or two "_" or any number of "-" between. */
static int is_component(const char *text, size_t length) {
  size_t i = 0;
  while (i < length) {
    size_t word = i, mark;
    while (i < length && text[i] && strchr(ALNUM, text[i])) {
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

/* A computer: names with dots between, or an address of IPv6 in brackets; perhaps with a port. */
static int is_domain(const char *text, size_t length) {
  size_t i = 0, begin = 0;
  if (length && *text == '[') {
    i = 1 + strspn(text + 1, "0123456789abcdefABCDEF:");
    if (i < 2 || i >= length || text[i++] != ']') {
      return 0;
    }
  } else {
    for (;; i++) {
      if (i < length && (is_letter(text[i]) || text[i] == '-')) {
        continue;
      }
      if (i == begin || text[begin] == '-' || text[i - 1] == '-') {
        return 0;
      }
      if (i == length || text[i] != '.') {
        break;
      }
      begin = i + 1;
    }
  }
  if (i < length && text[i] == ':') {
    size_t digits = strspn(text + i + 1, "0123456789");
    return digits > 0 && i + 1 + digits == length;
  }
  return i == length;
}

static int is_tag(const char *text, size_t length) {
  size_t i;
  for (i = 0; i < length; i++) {
    if (!is_letter(text[i]) && text[i] != '_' && (i == 0 || !strchr(".-", text[i]))) {
      return 0;
    }
  }
  return length > 0 && length <= 128;
}

/* An algorithm and at least 32 digits; of those that are known, as many as there are. */
static failure check_digest(const char *text) {
  static const struct {
    const char *name;
    size_t digits;
  } known[] = {{"sha256:", 64}, {"sha384:", 96}, {"sha512:", 128}};
  const char *colon = strchr(text, ':'), *at;
  size_t i;
  if (!colon || !isalpha((unsigned char)*text) || strspn(colon + 1, HEX "ABCDEF") < 32 ||
      colon[1 + strspn(colon + 1, HEX "ABCDEF")]) {
    return format("invalid reference format");
  }
  for (at = text; at < colon; at++) {
    int mark = strchr("+.-_", *at) != NULL;
    if (!(mark ? isalpha((unsigned char)at[1]) : is_letter(*at))) {
      return format("invalid reference format");
    }
  }
  for (i = 0; i < sizeof known / sizeof *known; i++) {
    if (starts_with(text, known[i].name)) {
      return strlen(colon + 1) == known[i].digits ? strspn(colon + 1, HEX) == known[i].digits
                                                        ? NULL
                                                        : format("invalid checksum digest format")
                                                  : format("invalid checksum digest length");
    }
  }
  return format("unsupported digest algorithm");
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
size_t host_length(const char *text) {
  const char *slash = strchr(text, '/');
  size_t length = slash ? (size_t)(slash - text) : 0;
  int host =
      slash && (memchr(text, '.', length) || memchr(text, ':', length) ||
                has_capital(text, length) || (length == 9 && strncmp(text, "localhost", 9) == 0));
  return host ? length : 0;
}

failure read_reference(const char *text, struct reference *reference) {
  size_t host = host_length(text), length, end;
  const char *path = text + host + (host > 0), *rest;
  int own = host == 0 || (host == 9 && starts_with(text, "docker.io")) ||
            (host == 15 && starts_with(text, "index.docker.io"));
  memset(reference, 0, sizeof *reference);
  if (strlen(text) == ID_LENGTH && strspn(text, HEX) == ID_LENGTH) {
    return format("invalid repository name (%s), cannot specify 64-byte hexadecimal strings", text);
  }
  if (own && !strchr(path, '/')) {
    path = format("library/%s", path);
  }
  length = strcspn(path, ":");
  if (has_capital(path, length)) {
    return format("invalid reference format: repository name (%.*s) must be lowercase", (int)length,
                  path);
  }
  end = strcspn(path, ":@");
  rest = path + end;
  if (!is_path(path, end) || (!own && !is_domain(text, host))) {
    return format("invalid reference format");
  }
  if (*rest == ':') {
    size_t tag = strcspn(rest + 1, "@");
    if (!is_tag(rest + 1, tag)) {
      return format("invalid reference format");
    }
    reference->tag = format("%.*s", (int)tag, rest + 1);
    rest += 1 + tag;
  }
  if (*rest == '@') {
    failure failed = check_digest(rest + 1);
    if (failed) {
      return failed;
    }
    reference->digest = format("%s", rest + 1);
  }
  if (end > LONGEST_NAME) {
    return format("repository name must not be more than %d characters", LONGEST_NAME);
  }
  if (own && starts_with(path, "library/") && !memchr(path + 8, '/', end - 8)) {
    path += 8;
    end -= 8;
  }
  reference->name =
      own ? format("%.*s", (int)end, path) : format("%.*s/%.*s", (int)host, text, (int)end, path);
  return NULL;
}
