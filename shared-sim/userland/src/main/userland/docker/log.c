/* What a container has printed, as lines of JSON in files that are turned over (json-file). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"

static int is_kept(const struct json *container) {
  return strcmp(json_text(container, "HostConfig.LogConfig.Type"), "none") != 0;
}

/* With units of a thousand, as Docker reads this one. */
static int decimal_size(const char *text, long long *bytes) {
  static const char letters[] = "kmgtp";
  char *end;
  double number = strtod(text, &end);
  const char *unit;
  if (end == text) {
    return -1;
  }
  end += *end == ' ';
  unit = *end ? strchr(letters, *end | 32) : NULL;
  if (unit) {
    for (end++; unit >= letters; unit--) {
      number *= 1000;
    }
  }
  end += (*end | 32) == 'i' && unit;
  end += (*end | 32) == 'b';
  *bytes = (long long)number;
  return *end ? -1 : 0;
}

failure open_log(struct log *log, const struct json *container) {
  const char *size = json_text(container, "HostConfig.LogConfig.Config.max-size");
  const char *files = json_text(container, "HostConfig.LogConfig.Config.max-file");
  char *end;
  memset(log, 0, sizeof *log);
  log->file = -1;
  log->most = -1;
  log->files = 1;
  if (!is_kept(container)) {
    return NULL;
  }
  if (*size && decimal_size(size, &log->most) < 0) {
    return format("invalid size: '%s'", size);
  }
  if (*size && log->most <= 0) {
    return format("max-size must be a positive number");
  }
  if (*files) {
    log->files = (int)strtol(files, &end, 10);
    if (end == files || *end) {
      return format("strconv.Atoi: parsing \"%s\": invalid syntax", files);
    }
    if (log->files < 1) {
      return format("max-file cannot be less than 1");
    }
  }
  log->path = format("%s", json_text(container, "LogPath"));
  log->file = open(log->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  return log->file < 0 ? format("open %s: %s", log->path, reason(errno)) : NULL;
}

char *log_part(const char *path, int number) {
  return number ? format("%s.%d", path, number) : format("%s", path);
}

/* The file is full: it becomes the first of the older ones, and the oldest goes. */
static void turn_over(struct log *log) {
  int i;
  if (log->files < 2) {
    ftruncate(log->file, 0);
    return;
  }
  for (i = log->files - 1; i > 0; i--) {
    char *from = log_part(log->path, i - 1), *to = log_part(log->path, i);
    rename(from, to);
    free(from);
    free(to);
  }
  close(log->file);
  log->file = open(log->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
}

/* No character takes more than six. */
static size_t escape(char *to, const char *text, size_t length) {
  char *at = to;
  size_t i;
  for (i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\') {
      *at++ = '\\';
      *at++ = (char)c;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      *at++ = '\\';
      *at++ = c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
    } else if (c < 32 || c == 127) {
      at += sprintf(at, "\\u%04x", c);
    } else {
      *at++ = (char)c;
    }
  }
  return (size_t)(at - to);
}

void log_line(struct log *log, const char *stream, const char *line, size_t length) {
  char *now, *text;
  size_t size;
  ssize_t written;
  struct stat about;
  if (log->file < 0 || fstat(log->file, &about) < 0) {
    return;
  }
  if (log->most > 0 && about.st_size >= log->most) {
    turn_over(log);
    about.st_size = 0;
  }
  now = time_now();
  text = allocate(6 * length + 128);
  size = (size_t)sprintf(text, "{\"log\":\"");
  size += escape(text + size, line, length);
  size += (size_t)sprintf(text + size, "\",\"stream\":\"%s\",\"time\":\"%s\"}\n", stream, now);
  written = write(log->file, text, size);
  if (written >= 0 && (size_t)written < size) {
    ftruncate(log->file, about.st_size); /* half a line is none */
  }
  free(text);
  free(now);
}
