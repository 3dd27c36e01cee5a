/* Archives are written and read here; what is done with them, others decide. */
#include "archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define OPAQUE "trusted.overlay.opaque"

static void put(struct archive_writer *writer, const void *bytes, size_t count) {
  writer->written += count;
  if (!writer->failed && writer->sink(writer->to, bytes, count) < 0) {
    writer->failed = 1;
  }
}

static void fill(struct archive_writer *writer, size_t count) {
  static const char zeros[ARCHIVE_BLOCK];
  while (count) {
    size_t part = count < sizeof zeros ? count : sizeof zeros;
    put(writer, zeros, part);
    count -= part;
  }
}

static void octal(char *field, int width, unsigned long long value) {
  char digits[16];
  snprintf(digits, sizeof digits, "%0*llo", width - 1, value);
  memcpy(field, digits + strlen(digits) - (size_t)(width - 1), (size_t)width);
}

static void put_block(struct archive_writer *writer, char *block) {
  unsigned sum = 0;
  int i;
  memset(block + 148, ' ', 8);
  for (i = 0; i < ARCHIVE_BLOCK; i++) {
    sum += (unsigned char)block[i];
  }
  snprintf(block + 148, 8, "%06o", sum);
  put(writer, block, ARCHIVE_BLOCK);
}

/* A name that has no room in a header comes before it, as GNU does it. */
static void put_long(struct archive_writer *writer, char kind, const char *name) {
  char block[ARCHIVE_BLOCK] = "././@LongLink";
  size_t length = strlen(name) + 1;
  octal(block + 100, 8, 0644);
  octal(block + 108, 8, 0);
  octal(block + 116, 8, 0);
  octal(block + 124, 12, length);
  octal(block + 136, 12, 0);
  block[156] = kind;
  memcpy(block + 257, "ustar\00000", 8);
  put_block(writer, block);
  put(writer, name, length);
  fill(writer, -length & (ARCHIVE_BLOCK - 1));
}

static void put_header(struct archive_writer *writer, const char *name, char type, const char *link,
                       const struct stat *about) {
  char block[ARCHIVE_BLOCK] = "";
  int device = type == '3' || type == '4';
  if (strlen(link) > 100) {
    put_long(writer, 'K', link);
  }
  if (strlen(name) > 100) {
    put_long(writer, 'L', name);
  }
  memcpy(block, name, strlen(name) > 100 ? 100 : strlen(name));
  octal(block + 100, 8, about->st_mode & 07777);
  octal(block + 108, 8, about->st_uid);
  octal(block + 116, 8, about->st_gid);
  octal(block + 124, 12, type == '0' ? (unsigned long long)about->st_size : 0);
  octal(block + 136, 12, (unsigned long long)about->st_mtime);
  block[156] = type;
  memcpy(block + 157, link, strlen(link) > 100 ? 100 : strlen(link));
  memcpy(block + 257, "ustar\00000", 8);
  octal(block + 329, 8, device ? major(about->st_rdev) : 0);
  octal(block + 337, 8, device ? minor(about->st_rdev) : 0);
  put_block(writer, block);
}

/* The name under which the same file is in the archive already; otherwise it is noted. */
static const char *first_name(struct archive_writer *writer, const struct stat *about,
                              const char *name) {
  struct archive_link *link;
  int i;
  for (i = 0; i < writer->link_count; i++) {
    link = &writer->links[i];
    if (link->device == about->st_dev && link->file == about->st_ino) {
      return link->name;
    }
  }
  link = realloc(writer->links, (size_t)(i + 1) * sizeof *link);
  if (link) {
    writer->links = link;
    link[i].device = about->st_dev;
    link[i].file = about->st_ino;
    link[i].name = strdup(name);
    writer->link_count++;
  }
  return NULL;
}

static int put_content(struct archive_writer *writer, const char *place, long long size) {
  char bytes[4096];
  long long left = size;
  int file = open(place, O_RDONLY | O_CLOEXEC);
  while (left > 0 && file >= 0) {
    ssize_t count = read(file, bytes, left < (long long)sizeof bytes ? (size_t)left : sizeof bytes);
    if (count <= 0) {
      break;
    }
    put(writer, bytes, (size_t)count);
    left -= count;
  }
  close(file);
  fill(writer, (size_t)(left + (-size & (ARCHIVE_BLOCK - 1))));
  return file < 0 || left ? -1 : 0;
}

/* As layers of images say that a name is hidden, or all that a folder has below. */
static void put_hidden(struct archive_writer *writer, const char *name, const char *hides) {
  struct stat none;
  char *path = malloc(strlen(name) + strlen(hides) + 8);
  const char *last = strrchr(name, '/');
  memset(&none, 0, sizeof none);
  if (*hides) {
    sprintf(path, "%s%s%s", name, *name ? "/" : "", hides);
  } else {
    sprintf(path, "%.*s.wh.%s", last ? (int)(last + 1 - name) : 0, name, last ? last + 1 : name);
  }
  put_header(writer, path, '0', "", &none);
  free(path);
}

static int is_opaque(const char *place) {
  char value[2] = "";
  return syscall(SYS_lgetxattr, place, OPAQUE, value, 1) == 1 && *value == 'y';
}

static char type_of(mode_t mode) {
  return S_ISDIR(mode)    ? '5'
         : S_ISLNK(mode)  ? '2'
         : S_ISCHR(mode)  ? '3'
         : S_ISBLK(mode)  ? '4'
         : S_ISFIFO(mode) ? '6'
                          : '0';
}

int archive_add(struct archive_writer *writer, const char *place, const char *name) {
  struct stat about;
  char target[4096] = "", *whole;
  const char *link = "";
  ssize_t length;
  char type;
  if (lstat(place, &about) < 0) {
    return -1;
  }
  type = type_of(about.st_mode);
  if (S_ISSOCK(about.st_mode)) {
    return 0;
  }
  if (writer->is_layer && type == '3' && about.st_rdev == 0) {
    put_hidden(writer, name, "");
    return 0;
  }
  if (type == '2') {
    length = readlink(place, target, sizeof target - 1);
    target[length < 0 ? 0 : length] = 0;
    link = target;
  } else if (type != '5' && about.st_nlink > 1) {
    const char *first = first_name(writer, &about, name);
    link = first ? first : "";
    type = first ? '1' : type;
  }
  whole = malloc(strlen(name) + 2);
  length = (ssize_t)strlen(name);
  sprintf(whole, "%s%s", name, type == '5' && length && name[length - 1] != '/' ? "/" : "");
  if (*name) {
    put_header(writer, whole, type, link, &about);
  }
  free(whole);
  if (type == '5' && writer->is_layer && is_opaque(place)) {
    put_hidden(writer, name, ".wh..wh..opq");
  }
  return type == '0' && about.st_size ? put_content(writer, place, about.st_size) : 0;
}

int archive_add_tree(struct archive_writer *writer, const char *place, const char *name) {
  struct dirent **names;
  struct stat about;
  int i, count, failed = archive_add(writer, place, name);
  if (failed || lstat(place, &about) < 0 || !S_ISDIR(about.st_mode)) {
    return failed;
  }
  count = scandir(place, &names, NULL, alphasort);
  for (i = 0; i < count; i++) {
    const char *last = names[i]->d_name;
    if (strcmp(last, ".") && strcmp(last, "..")) {
      char *inner = malloc(strlen(place) + strlen(last) + 2);
      char *path = malloc(strlen(name) + strlen(last) + 2);
      sprintf(inner, "%s/%s", place, last);
      sprintf(path, "%s%s%s", name, *name ? "/" : "", last);
      failed |= archive_add_tree(writer, inner, path);
      free(inner);
      free(path);
    }
    free(names[i]);
  }
  if (count >= 0) {
    free(names);
  }
  return failed;
}

void archive_end(struct archive_writer *writer, int record) {
  fill(writer, 2 * ARCHIVE_BLOCK);
  while (writer->written % (unsigned)record) {
    fill(writer, ARCHIVE_BLOCK);
  }
}
