/* Archives become folders in the store: of a layer, or of a whole file system. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "ship.h"

struct folder_time {
  char *place;
  long time;
};

static long from_input(void *given, void *bytes, size_t count) {
  struct input *input = given;
  ssize_t done = read(input->file, bytes, count);
  input->size += done > 0 ? done : 0;
  if (done > 0 && input->sums) {
    sha256_add(&input->hash, bytes, (size_t)done);
  }
  return (long)done;
}

void open_input(struct input *input, int file, int sums) {
  memset(input, 0, sizeof *input);
  input->file = file;
  input->sums = sums;
  input->reader.source = from_input;
  input->reader.from = input;
  sha256_begin(&input->hash);
}

/* All that is behind the archive's end counts for its sum, too. */
char *close_input(struct input *input) {
  char bytes[4096];
  while (from_input(input, bytes, sizeof bytes) > 0) {
  }
  return sha256_end(&input->hash);
}

/* A place in a folder, where no link leads out of it; what is above it is made. */
static char *place_in(const char *folder, const char *name) {
  char *path = cleaned_path(name), *slash, *above;
  while (starts_with(path, "../")) {
    path += 3;
  }
  if (!*path || !strcmp(path, "..")) {
    return NULL;
  }
  slash = strrchr(path, '/');
  above = inside(folder, format("%.*s", slash ? (int)(slash - path) : 0, path));
  if (!above || make_folders(above) < 0) {
    return NULL;
  }
  return format("%s/%s", above, slash ? slash + 1 : path);
}

/* Names that begin with .wh. hide what is below; whether it was one. */
static int hide(const char *place, int *failed) {
  char *folder = format("%s", place), *last = strrchr(folder, '/');
  *last++ = 0;
  if (!starts_with(last, ".wh.")) {
    return 0;
  }
  *failed = strcmp(last, ".wh..wh..opq")
                ? mknod(format("%s/%s", folder, last + 4), S_IFCHR, makedev(0, 0))
                : (int)syscall(SYS_lsetxattr, folder, "trusted.overlay.opaque", "y", 1, 0);
  return 1;
}

failure unpack(struct input *input, const char *folder, int is_layer) {
  struct archive_member member;
  struct folder_time *times = NULL;
  int count = 0, failed;
  while (archive_next(&input->reader, &member)) {
    char *place = place_in(folder, member.name), *linked;
    if (!place || (is_layer && hide(place, &failed))) {
      continue;
    }
    linked = member.type == '1' ? place_in(folder, member.link) : NULL;
    if (archive_make(&input->reader, &member, place, linked ? linked : "") < 0) {
      return format("%s: %s", member.name, reason(errno));
    }
    if (member.type == '5') { /* what is put into it changes its time */
      times = reallocate(times, (size_t)(count + 1) * sizeof *times);
      times[count].place = place;
      times[count++].time = member.time;
    }
  }
  while (count--) {
    struct timespec time[2] = {{times[count].time, 0}, {times[count].time, 0}};
    utimensat(AT_FDCWD, times[count].place, time, 0);
  }
  if (!input->reader.wrong) {
    return NULL;
  }
  return strstr(input->reader.wrong, "look like") && input->size >= ARCHIVE_BLOCK
             ? format("archive/tar: invalid tar header")
             : format("unexpected EOF");
}

static int to_file(void *file, const void *bytes, size_t count) {
  const char *at = bytes;
  while (count) {
    ssize_t done = write(*(int *)file, at, count);
    if (done <= 0) {
      return -1;
    }
    at += done;
    count -= (size_t)done;
  }
  return 0;
}

failure pack(const char *folder, int file, int is_layer, long long *size) {
  struct archive_writer writer;
  memset(&writer, 0, sizeof writer);
  writer.sink = to_file;
  writer.to = &file;
  writer.is_layer = is_layer;
  archive_add_tree(&writer, folder, "");
  archive_end(&writer, ARCHIVE_BLOCK);
  *size = (long long)writer.written;
  return writer.failed ? format("write: %s", reason(errno)) : NULL;
}

/* Where an archive goes: a file, or the standard output unless somebody reads it there. */
int open_output(const struct asked *asked, const char *what) {
  int file = 1;
  if (option_given(asked, "output")) {
    const char *path = option_text(asked, "output");
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
      fprintf(stderr, "failed to %s: open %s: %s\n", what, path, reason(errno));
    }
  } else if (isatty(1)) {
    fprintf(stderr, "cowardly refusing to save to a terminal. Use the -o flag or redirect\n");
    return -1;
  }
  return file;
}
