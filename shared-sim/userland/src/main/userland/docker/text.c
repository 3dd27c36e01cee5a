/* Texts, files and folders. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docker.h"

void *allocate(size_t bytes) { return reallocate(NULL, bytes); }

void *reallocate(void *memory, size_t bytes) {
  void *fresh = realloc(memory, bytes ? bytes : 1);
  if (!fresh) {
    fputs("docker: out of memory\n", stderr);
    _exit(125);
  }
  return fresh;
}

char *format(const char *form, ...) {
  char *text = NULL;
  va_list list;
  va_start(list, form);
  if (vasprintf(&text, form, list) < 0) {
    text = NULL;
  }
  va_end(list);
  return text ? text : reallocate(NULL, 0);
}

int all_read(int from, char **text) {
  size_t size = 0, room = 1024;
  ssize_t count;
  *text = allocate(room + 1);
  while ((count = read(from, *text + size, room - size)) > 0 || (count < 0 && errno == EINTR)) {
    size += count > 0 ? (size_t)count : 0;
    if (size == room) {
      room *= 2;
      *text = reallocate(*text, room + 1);
    }
  }
  (*text)[size] = 0;
  return (int)size;
}

char *read_file(const char *path) {
  char *text;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return NULL;
  }
  all_read(file, &text);
  close(file);
  return text;
}

int read_whole(const char *path, char **text) {
  int file = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : 0;
  if (file < 0) {
    return 0;
  }
  if ((size_t)all_read(file, text) != strlen(*text)) {
    *text = NULL;
  }
  if (file) {
    close(file);
  }
  return 1;
}

int write_file(const char *path, const char *text, int mode) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  size_t length = strlen(text);
  ssize_t written = file < 0 ? -1 : write(file, text, length);
  int failed = written != (ssize_t)length;
  errno = failed && written >= 0 ? ENOSPC : errno;
  if (file >= 0) {
    int error = errno;
    close(file);
    errno = error;
  }
  return failed ? -1 : 0;
}

int make_folders(const char *path) {
  char *above, *slash;
  int failed = mkdir(path, 0755) < 0 && errno != EEXIST;
  if (failed && errno == ENOENT) {
    above = format("%s", path);
    slash = strrchr(above, '/');
    if (slash && slash != above) {
      *slash = 0;
      failed = make_folders(above) < 0 || mkdir(path, 0755) < 0;
    }
    free(above);
  }
  return failed ? -1 : 0;
}

int remove_tree(const char *path) {
  struct stat about;
  if (lstat(path, &about) < 0) {
    return -1;
  }
  if (S_ISDIR(about.st_mode)) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
      if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) {
        char *inner = format("%s/%s", path, entry->d_name);
        remove_tree(inner);
        free(inner);
      }
    }
    if (folder) {
      closedir(folder);
    }
    return rmdir(path);
  }
  return unlink(path);
}

char *replaced(const char *text, const char *what, const char *with) {
  char *result = NULL;
  size_t size, length = strlen(what);
  const char *found;
  FILE *out = open_memstream(&result, &size);
  while ((found = strstr(text, what))) {
    fprintf(out, "%.*s%s", (int)(found - text), text, with);
    text = found + length;
  }
  fputs(text, out);
  fclose(out);
  return result;
}

int starts_with(const char *text, const char *beginning) {
  return strncmp(text, beginning, strlen(beginning)) == 0;
}

const char *reason(int error) {
  char *text = format("%s", strerror(error)), *at;
  for (at = text; *at; at++) {
    if (*at >= 'A' && *at <= 'Z') {
      *at += 'a' - 'A';
    }
  }
  return text;
}
