#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *tool = "tools";
const char *message_name = "test";
int tool_status;

static void say(const char *format, va_list list, int error) {
  fflush(stdout);
  fprintf(stderr, "%s: ", tool);
  vfprintf(stderr, format, list);
  if (error) {
    fprintf(stderr, ": %s", strerror(error));
  }
  fputc('\n', stderr);
}

void warn_errno(const char *format, ...) {
  int error = errno;
  va_list list;
  va_start(list, format);
  say(format, list, error);
  va_end(list);
  tool_status = tool_status ? tool_status : 1;
}

void warn(const char *format, ...) {
  va_list list;
  va_start(list, format);
  say(format, list, 0);
  va_end(list);
  tool_status = tool_status ? tool_status : 1;
}

void die(int status, const char *format, ...) {
  va_list list;
  va_start(list, format);
  say(format, list, 0);
  va_end(list);
  exit(status);
}

void try_help(int status) {
  fprintf(stderr, "Try '%s --help' for more information.\n", tool);
  exit(status);
}

void missing_operand(void) {
  warn("missing operand");
  try_help(1);
}

char *join_path(const char *folder, const char *name) {
  size_t length = strlen(folder);
  char *path = allocate(length + strlen(name) + 2);
  memcpy(path, folder, length);
  if (length && folder[length - 1] != '/') {
    path[length++] = '/';
  }
  strcpy(path + length, name);
  return path;
}

const char *last_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash && slash[1] ? slash + 1 : path;
}

void *allocate(size_t bytes) { return reallocate(NULL, bytes); }

void *reallocate(void *memory, size_t bytes) {
  void *fresh = realloc(memory, bytes);
  if (!fresh) {
    die(1, "memory exhausted");
  }
  return fresh;
}

long read_line(void *file, char **line, size_t *room) {
  ssize_t length = getline(line, room, file);
  if (length > 0 && (*line)[length - 1] == '\n') {
    (*line)[--length] = 0;
  }
  return length;
}

static int octal_mode(const char *text) {
  int mode = 0;
  for (; *text; text++) {
    if (*text < '0' || *text > '7' || mode > 07777) {
      return -1;
    }
    mode = mode * 8 + (*text - '0');
  }
  return mode > 07777 ? -1 : mode;
}

static int who_bits(char letter) {
  switch (letter) {
    case 'u':
      return 04700;
    case 'g':
      return 02070;
    case 'o':
      return 01007;
    default:
      return letter == 'a' ? 07777 : 0;
  }
}

static int permission_bits(char letter, int mode, int is_directory) {
  switch (letter) {
    case 'r':
      return 0444;
    case 'w':
      return 0222;
    case 'x':
      return 0111;
    case 'X':
      return is_directory || (mode & 0111) ? 0111 : 0;
    case 's':
      return 06000;
    case 't':
      return 01000;
    default:
      return -1;
  }
}

int parse_mode(const char *text, int mode, int is_directory) {
  mode_t mask;
  if (*text >= '0' && *text <= '7') {
    return octal_mode(text);
  }
  mask = umask(0);
  umask(mask);
  while (*text) {
    int who = 0;
    while (who_bits(*text)) {
      who |= who_bits(*text++);
    }
    if (!*text || !strchr("+-=", *text)) {
      return -1;
    }
    while (*text && strchr("+-=", *text)) {
      char operator = *text++;
      int bits = 0;
      int applied;
      while (*text && *text != ',' && !strchr("+-=", *text)) {
        int more = permission_bits(*text++, mode, is_directory);
        if (more < 0) {
          return -1;
        }
        bits |= more;
      }
      applied = who ? bits & who : bits & ~(int)mask;
      if (operator == '-') {
        mode &= ~applied;
      } else {
        mode = operator == '=' ? (mode & ~((who ? who : 07777) & 0777)) | applied : mode | applied;
      }
    }
    if (*text == ',') {
      text++;
    } else if (*text) {
      return -1;
    }
  }
  return mode;
}

void each_input(int count, char **names, void (*act)(int descriptor, const char *name)) {
  int i;
  if (count == 0) {
    act(0, "-");
  }
  for (i = 0; i < count; i++) {
    if (strcmp(names[i], "-") == 0) {
      act(0, "-");
    } else {
      int file = open(names[i], O_RDONLY);
      if (file < 0) {
        warn_errno("%s", names[i]);
      } else {
        act(file, names[i]);
        close(file);
      }
    }
  }
}
