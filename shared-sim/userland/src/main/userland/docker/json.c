#include "json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docker.h"

static struct json *value_of(enum kind kind) {
  struct json *value = allocate(sizeof *value);
  memset(value, 0, sizeof *value);
  value->kind = kind;
  return value;
}

struct json *json_null(void) { return value_of(NULL_VALUE); }

struct json *json_boolean(int truth) {
  struct json *value = value_of(BOOLEAN);
  value->truth = truth != 0;
  return value;
}

struct json *json_number(long long number) {
  struct json *value = value_of(NUMBER);
  value->text = format("%lld", number);
  return value;
}

struct json *json_string(const char *text) {
  struct json *value = value_of(STRING);
  value->text = format("%s", text ? text : "");
  return value;
}

struct json *json_array(void) { return value_of(ARRAY); }

struct json *json_object(void) { return value_of(OBJECT); }

struct json *json_strings(char *const *texts) {
  struct json *array = json_array();
  for (; *texts; texts++) {
    json_push(array, json_string(*texts));
  }
  return array;
}

static void grow(struct json *value) {
  if (value->count == value->room) {
    value->room = value->room ? 2 * value->room : 8;
    value->values = reallocate(value->values, (size_t)value->room * sizeof *value->values);
    value->names = reallocate(value->names, (size_t)value->room * sizeof *value->names);
  }
}

void json_push(struct json *array, struct json *value) {
  grow(array);
  array->names[array->count] = NULL;
  array->values[array->count++] = value;
}

static int member(const struct json *object, const char *name, size_t length) {
  int i;
  for (i = 0; object->kind == OBJECT && i < object->count; i++) {
    if (strncmp(object->names[i], name, length) == 0 && object->names[i][length] == 0) {
      return i;
    }
  }
  return -1;
}

static void set_member(struct json *object, const char *name, size_t length, struct json *value) {
  int at = member(object, name, length);
  if (at < 0) {
    grow(object);
    at = object->count++;
    object->names[at] = format("%.*s", (int)length, name);
  }
  object->values[at] = value;
}

void json_put(struct json *object, const char *name, struct json *value) {
  set_member(object, name, strlen(name), value);
}

struct json *json_member(const struct json *object, const char *name) {
  int at = object ? member(object, name, strlen(name)) : -1;
  return at < 0 ? NULL : object->values[at];
}

void json_set(struct json *object, const char *path, struct json *value) {
  const char *dot = strchr(path, '.');
  int at;
  if (!dot) {
    set_member(object, path, strlen(path), value);
    return;
  }
  at = member(object, path, (size_t)(dot - path));
  if (at < 0) {
    set_member(object, path, (size_t)(dot - path), json_object());
    at = object->count - 1;
  }
  json_set(object->values[at], dot + 1, value);
}

void json_set_string(struct json *object, const char *path, const char *text) {
  json_set(object, path, json_string(text));
}

void json_set_number(struct json *object, const char *path, long long number) {
  json_set(object, path, json_number(number));
}

void json_set_boolean(struct json *object, const char *path, int truth) {
  json_set(object, path, json_boolean(truth));
}

struct json *json_get(const struct json *object, const char *path) {
  while (object) {
    size_t length = strcspn(path, ".");
    int at = member(object, path, length);
    if (at < 0 || !path[length]) {
      return at < 0 ? NULL : object->values[at];
    }
    object = object->values[at];
    path += length + 1;
  }
  return NULL;
}

const char *json_text(const struct json *object, const char *path) {
  const struct json *value = json_get(object, path);
  return value && value->text ? value->text : "";
}

long long json_integer(const struct json *object, const char *path) {
  return strtoll(json_text(object, path), NULL, 10);
}

int json_truth(const struct json *object, const char *path) {
  const struct json *value = json_get(object, path);
  return value && value->truth;
}

int json_count(const struct json *object, const char *path) {
  const struct json *value = json_get(object, path);
  return value ? value->count : 0;
}

void json_remove(struct json *object, const char *name) {
  int at = member(object, name, strlen(name));
  if (at >= 0) {
    for (object->count--; at < object->count; at++) {
      object->names[at] = object->names[at + 1];
      object->values[at] = object->values[at + 1];
    }
  }
}

static void print_text(FILE *out, const char *text) {
  fputc('"', out);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\') {
      fprintf(out, "\\%c", c);
    } else if (c == '\n') {
      fputs("\\n", out);
    } else if (c == '\r') {
      fputs("\\r", out);
    } else if (c == '\t') {
      fputs("\\t", out);
    } else if (c == 0xc0 && (unsigned char)text[1] == 0x80) {
      fputs("\\u0000", out);
      text++;
    } else if (c < 32 || c == 127) {
      fprintf(out, "\\u%04x", c);
    } else {
      fputc(c, out);
    }
  }
  fputc('"', out);
}

static void new_line(FILE *out, int depth) {
  if (depth >= 0) {
    fprintf(out, "\n%*s", 4 * depth, "");
  }
}

static void print_members(FILE *out, const struct json *value, int depth) {
  int i, inner = depth < 0 ? -1 : depth + 1;
  fputc(value->kind == ARRAY ? '[' : '{', out);
  for (i = 0; i < value->count; i++) {
    if (i) {
      fputc(',', out);
    }
    new_line(out, inner);
    if (value->kind == OBJECT) {
      print_text(out, value->names[i]);
      fputs(depth < 0 ? ":" : ": ", out);
    }
    json_print(out, value->values[i], inner);
  }
  if (value->count) {
    new_line(out, depth);
  }
  fputc(value->kind == ARRAY ? ']' : '}', out);
}

void json_print(FILE *out, const struct json *value, int depth) {
  switch (value->kind) {
    case NULL_VALUE:
      fputs("null", out);
      break;
    case BOOLEAN:
      fputs(value->truth ? "true" : "false", out);
      break;
    case NUMBER:
      fputs(value->text, out);
      break;
    case STRING:
      print_text(out, value->text);
      break;
    case ARRAY:
    case OBJECT:
      print_members(out, value, depth);
      break;
  }
}

char *json_line(const struct json *value) {
  char *line = NULL;
  size_t size;
  FILE *out = open_memstream(&line, &size);
  json_print(out, value, -1);
  fclose(out);
  return line;
}

static const char *skip(const char *at) { return at + strspn(at, " \t\r\n"); }

/* Up to the quote at the end; no character takes more room than it did. */
static size_t room_for(const char *at) {
  size_t length = 0;
  while (at[length] && at[length] != '"') {
    length += at[length] == '\\' && at[length + 1] ? 2 : 1;
  }
  return length + 1;
}

/* A NUL stands as C0 80, which no other character is: a text of C's ends at a real one. */
static char *put_character(char *end, long code) {
  if (code > 0 && code < 0x80) {
    *end++ = (char)code;
  } else if (code < 0x800) {
    *end++ = (char)(0xc0 | code >> 6);
    *end++ = (char)(0x80 | (code & 63));
  } else {
    *end++ = (char)(0xe0 | code >> 12);
    *end++ = (char)(0x80 | (code >> 6 & 63));
    *end++ = (char)(0x80 | (code & 63));
  }
  return end;
}

static char *read_text(const char **from) {
  const char *at = *from + 1;
  char *text = allocate(room_for(at)), *end = text;
  while (*at && *at != '"') {
    if (*at != '\\') {
      *end++ = *at++;
      continue;
    }
    at++;
    if (*at == 'u' && strspn(at + 1, "0123456789abcdefABCDEF") >= 4) {
      char digits[5] = {at[1], at[2], at[3], at[4], 0};
      long code = strtol(digits, NULL, 16);
      end = put_character(end, code);
      at += 5;
    } else if (*at) {
      const char *names = "nrtbf", *values = "\n\r\t\b\f", *found = strchr(names, *at);
      *end++ = found ? values[found - names] : *at;
      at++;
    }
  }
  *end = 0;
  *from = *at ? at + 1 : NULL;
  return text;
}

static struct json *read_value(const char **from);

static struct json *read_members(const char **from, enum kind kind) {
  struct json *value = value_of(kind);
  char end = kind == ARRAY ? ']' : '}';
  const char *at = skip(*from + 1);
  while (*at && *at != end) {
    char *name = NULL;
    struct json *one;
    if (kind == OBJECT) {
      if (*at != '"' || !(name = read_text(&at)) || !at || *(at = skip(at)) != ':') {
        return NULL;
      }
      at = skip(at + 1);
    }
    one = read_value(&at);
    if (!one) {
      return NULL;
    }
    json_push(value, one);
    value->names[value->count - 1] = name;
    at = skip(at);
    if (*at == ',') {
      at = skip(at + 1);
    } else if (*at != end) {
      return NULL;
    }
  }
  *from = at + (*at != 0);
  return *at ? value : NULL;
}

static struct json *read_value(const char **from) {
  static const char *const words[] = {"null", "true", "false"};
  size_t length;
  int i;
  if (**from == '{' || **from == '[') {
    return read_members(from, **from == '{' ? OBJECT : ARRAY);
  }
  if (**from == '"') {
    struct json *value = value_of(STRING);
    value->text = read_text(from);
    return *from ? value : NULL;
  }
  for (i = 0; i < 3; i++) {
    if (strncmp(*from, words[i], strlen(words[i])) == 0) {
      *from += strlen(words[i]);
      return i ? json_boolean(i == 1) : json_null();
    }
  }
  length = strspn(*from, "+-.eE0123456789");
  if (length) {
    struct json *value = value_of(NUMBER);
    value->text = allocate(length + 1);
    memcpy(value->text, *from, length);
    value->text[length] = 0;
    *from += length;
    return value;
  }
  return NULL;
}

struct json *json_parse(const char *text) {
  const char *at = skip(text);
  struct json *value = read_value(&at);
  return value && !*skip(at) ? value : NULL;
}

struct json *json_read(const char *path) {
  char *text = read_file(path);
  struct json *value = text ? json_parse(text) : NULL;
  free(text);
  return value;
}

/* Whoever reads meanwhile sees what was, or what is to be. */
/* On a full disk: in the place of the old text, where the new one fits into its blocks. */
static int write_over(const char *path, const char *line) {
  struct stat about;
  size_t length = strlen(line);
  int failed, file = open(path, O_WRONLY | O_CLOEXEC);
  failed = file < 0 || fstat(file, &about) < 0 || (off_t)length > (off_t)about.st_blocks * 512 ||
           write(file, line, length) != (ssize_t)length || ftruncate(file, (off_t)length) < 0;
  if (file >= 0) {
    close(file);
  }
  return failed ? -1 : 0;
}

int json_write(const char *path, const struct json *value) {
  char *fresh = format("%s.%d", path, (int)getpid()), *line = json_line(value);
  int failed = write_file(fresh, line, 0600) < 0 || rename(fresh, path) < 0;
  if (failed) {
    int error = errno;
    unlink(fresh);
    failed = error != ENOSPC || write_over(path, line) < 0;
    errno = error;
  }
  free(fresh);
  free(line);
  return failed ? -1 : 0;
}
