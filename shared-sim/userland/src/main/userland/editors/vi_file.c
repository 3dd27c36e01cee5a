/* Files are read and written, and other programs run. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vi.h"

static const char *plural(long count) { return count == 1 ? "" : "s"; }

static void read_lines(FILE *file, struct line **lines, int *count, long *bytes, int *whole) {
  char *text = NULL;
  size_t room = 0;
  ssize_t length;
  *lines = allocate(sizeof **lines);
  *count = 0;
  *bytes = 0;
  *whole = 1;
  while ((length = getline(&text, &room, file)) > 0) {
    *bytes += length;
    *whole = text[length - 1] == '\n';
    if ((*count & (*count + 1)) == 0 || *count < 2) { /* room for twice as many */
      *lines = reallocate(*lines, ((size_t)*count + 2) * 2 * sizeof **lines);
    }
    (*lines)[(*count)++] = vi_new_line(text, (int)(length - *whole));
  }
  free(text);
}

/* 0 where it cannot be read, with errno; EISDIR for a folder. */
int vi_read_file(const char *name, struct line **lines, int *count, long *bytes, int *whole) {
  struct stat about;
  FILE *file = fopen(name, "r");
  if (!file) {
    return 0;
  }
  if (fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode)) {
    fclose(file);
    errno = EISDIR;
    return 0;
  }
  read_lines(file, lines, count, bytes, whole);
  fclose(file);
  return 1;
}

void vi_edit(const char *name) {
  struct line *lines = allocate(sizeof *lines);
  int count = 0, whole = 1, i, found = 0, error = 0;
  long bytes = 0;
  char *copy = name ? strdup(name) : NULL;
  if (copy) {
    free(lines);
    found = vi_read_file(copy, &lines, &count, &bytes, &whole);
    error = errno;
    if (!found) {
      lines = allocate(sizeof *lines);
    }
  }
  vi_load(lines, count);
  for (i = 0; i <= MARKS; i++) {
    vi.marks[i].row = -1;
  }
  vi.cursor.row = vi.cursor.column = vi.top = 0;
  vi.cursor.column = vi_first_word(0);
  vi.wanted = -1;
  free(vi.file);
  vi.file = copy;
  if (!copy) {
    return;
  }
  if (!found) {
    if (error == ENOENT) {
      vi_say("\"%s\" [New File]", copy);
    } else if (error == EISDIR) {
      vi_fail("\"%s\" is a directory", copy);
    } else {
      vi_fail("\"%s\" [%s]", copy, strerror(error));
    }
    return;
  }
  if (access(copy, W_OK) != 0) {
    vi_options.readonly = 1;
  }
  vi_say("\"%s\" %s%s%d line%s, %ld byte%s", copy, vi_options.readonly ? "[readonly] " : "",
         whole ? "" : "[Incomplete last line] ", count, plural(count), bytes, plural(bytes));
}

static int put_bytes(int file, const char *bytes, size_t count) {
  while (count) {
    ssize_t done = write(file, bytes, count);
    if (done < 0 && errno == EINTR) {
      continue;
    }
    if (done < 0) {
      return -1;
    }
    bytes += done;
    count -= (size_t)done;
  }
  return 0;
}

/* How many bytes have been written, or -1. */
static long put_lines(int first, int last, int file) {
  char bytes[4096];
  size_t filled = 0;
  long all = 0;
  int row, i;
  if (vi.is_empty) {
    return 0;
  }
  for (row = first; row <= last; row++) {
    const struct line *line = &vi.lines[row];
    for (i = 0; i <= line->length; i++) {
      bytes[filled++] = i < line->length ? line->text[i] : '\n';
      if (filled == sizeof bytes) {
        if (put_bytes(file, bytes, filled) < 0) {
          return -1;
        }
        filled = 0;
      }
    }
    all += line->length + 1;
  }
  return put_bytes(file, bytes, filled) < 0 ? -1 : all;
}

void vi_write_lines(int first, int last, int descriptor) {
  put_lines(first, last, descriptor);
  lseek(descriptor, 0, SEEK_SET);
}

/* Whether the file may be written, and is not one that something else would be lost with. */
static int may_write(const char *name, int is_whole, int adds, int forced) {
  int own = vi.file && strcmp(name, vi.file) == 0;
  struct stat about;
  if (forced || adds) {
    return 1;
  }
  if (own && vi_options.readonly) {
    vi_fail("E45: 'readonly' option is set (add ! to override)");
    return 0;
  }
  if (!own && stat(name, &about) == 0 && S_ISREG(about.st_mode)) {
    vi_fail("E13: File exists (add ! to override)");
    return 0;
  }
  if (own && !is_whole) {
    vi_fail("E140: Use ! to write partial buffer");
    return 0;
  }
  return 1;
}

int vi_write(int first, int last, const char *name, int adds, int forced) {
  int is_whole = first == 0 && last == vi.count - 1, is_new, file, count = last - first + 1;
  struct stat about;
  long bytes;
  name = name ? name : vi.file;
  if (!name) {
    vi_fail("E32: No file name");
    return 0;
  }
  if (!may_write(name, is_whole, adds, forced)) {
    return 0;
  }
  is_new = stat(name, &about) != 0;
  if (!is_new && S_ISDIR(about.st_mode)) {
    vi_fail("\"%s\" E502: is a directory", name);
    return 0;
  }
  file = open(name, O_WRONLY | (adds && !forced ? 0 : O_CREAT) | (adds ? O_APPEND : O_TRUNC), 0666);
  if (file < 0) {
    vi_fail("\"%s\" E212: Can't open file for writing", name);
    return 0;
  }
  bytes = put_lines(first, last, file);
  if (close(file) < 0 || bytes < 0) {
    vi_fail("\"%s\" E514: Write error (file system full?)", name);
    return 0;
  }
  count = vi.is_empty ? 0 : count;
  if (!vi.file) {
    vi.file = strdup(name);
  }
  vi.changed = is_whole && !strcmp(name, vi.file) ? 0 : vi.changed;
  vi_say("\"%s\" %s%d line%s, %ld byte%s %s", name, is_new ? "[New File] " : "", count,
         plural(count), bytes, plural(bytes), adds ? "appended" : "written");
  return 1;
}

/* Runs a command. Its input is a descriptor, which is closed, or -1 for the terminal; where its
   output is asked for, it becomes lines, and otherwise it comes to the terminal. */
int vi_shell(const char *command, int input, struct lines *output) {
  const char *shell = getenv("SHELL");
  int ends[2] = {-1, -1}, status = 0, whole;
  long bytes;
  pid_t child;
  if (output && pipe(ends) < 0) {
    return -1;
  }
  child = fork();
  if (child == 0) {
    if (input >= 0) {
      dup2(input, 0);
      close(input);
    }
    if (output) {
      dup2(ends[1], 1);
      dup2(ends[1], 2);
      close(ends[0]);
      close(ends[1]);
    }
    execl(shell && *shell ? shell : "/bin/sh", "sh", command ? "-c" : NULL, command, NULL);
    _exit(127);
  }
  if (input >= 0) {
    close(input);
  }
  if (output) {
    FILE *file = fdopen(ends[0], "r");
    close(ends[1]);
    read_lines(file, &output->at, &output->count, &bytes, &whole);
    fclose(file);
  }
  if (child > 0) {
    waitpid(child, &status, 0);
  }
  return status;
}
