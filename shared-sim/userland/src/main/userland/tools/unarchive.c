/* Archives are read here, member by member. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "archive.h"

static unsigned long long number(const char *field, int width) {
  unsigned long long value = 0;
  int i;
  for (i = 0; i < width; i++) {
    if (field[i] >= '0' && field[i] <= '7') {
      value = value << 3 | (unsigned)(field[i] - '0');
    }
  }
  return value;
}

static char *text(const char *field, size_t width) {
  size_t length = strnlen(field, width);
  char *copy = malloc(length + 1);
  memcpy(copy, field, length);
  copy[length] = 0;
  return copy;
}

/* All that is asked for, or less at the end. */
static size_t read_all(struct archive_reader *reader, char *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    long part = reader->source(reader->from, bytes + done, count - done);
    if (part <= 0) {
      break;
    }
    done += (size_t)part;
  }
  return done;
}

long archive_read(struct archive_reader *reader, void *bytes, size_t count) {
  size_t wanted = (long long)count < reader->left ? count : (size_t)reader->left;
  size_t done = read_all(reader, bytes, wanted);
  reader->left -= (long long)done;
  if (done < wanted) {
    reader->wrong = "Unexpected EOF in archive";
    reader->left = 0;
  }
  return (long)done;
}

static void skip(struct archive_reader *reader) {
  char bytes[ARCHIVE_BLOCK];
  while (reader->left > 0) {
    archive_read(reader, bytes, sizeof bytes);
  }
  if (!reader->wrong) {
    read_all(reader, bytes, (size_t)reader->padding);
  }
  reader->padding = 0;
}

static int is_header(const char *block) {
  unsigned sum = 8 * ' ';
  int i;
  for (i = 0; i < ARCHIVE_BLOCK; i++) {
    sum += i < 148 || i >= 156 ? (unsigned char)block[i] : 0;
  }
  return number(block + 148, 8) == sum;
}

static char *content(struct archive_reader *reader) {
  char *all = malloc((size_t)reader->left + 1);
  long size = archive_read(reader, all, (size_t)reader->left);
  all[size] = 0;
  skip(reader);
  return all;
}

/* Records of "LENGTH KEY=VALUE" and a line end. */
static void read_pax(char *all, char **name, char **link) {
  char *at = all;
  while (*at) {
    char *start = at, *key;
    long length = strtol(at, &key, 10);
    if (length <= 0 || (size_t)length > strlen(start) || *key != ' ') {
      break;
    }
    at = start + length;
    at[-1] = 0;
    key++;
    if (strncmp(key, "path=", 5) == 0) {
      *name = strdup(key + 5);
    } else if (strncmp(key, "linkpath=", 9) == 0) {
      *link = strdup(key + 9);
    }
  }
}

static void take_header(const char *block, struct archive_member *member, char *name, char *link) {
  char *prefix = memcmp(block + 257, "ustar ", 6) ? text(block + 345, 155) : strdup("");
  char *last = text(block, 100);
  if (!name) {
    name = malloc(strlen(prefix) + strlen(last) + 2);
    strcpy(name, prefix);
    strcat(name, *prefix ? "/" : "");
    strcat(name, last);
  }
  free(prefix);
  free(last);
  member->name = name;
  member->link = link ? link : text(block + 157, 100);
  member->type = block[156] ? block[156] : '0';
  member->mode = (unsigned)number(block + 100, 8) & 07777;
  member->user = (unsigned)number(block + 108, 8);
  member->group = (unsigned)number(block + 116, 8);
  member->time = (long)number(block + 136, 12);
  member->major = (unsigned)number(block + 329, 8);
  member->minor = (unsigned)number(block + 337, 8);
  if (member->type == '0' && *name && name[strlen(name) - 1] == '/') {
    member->type = '5';
  }
}

int archive_next(struct archive_reader *reader, struct archive_member *member) {
  char block[ARCHIVE_BLOCK], *name = NULL, *link = NULL;
  for (;;) {
    size_t size;
    skip(reader);
    if (reader->wrong) {
      return 0;
    }
    size = read_all(reader, block, sizeof block);
    if (size == 0 || (size == sizeof block && !*block && number(block + 148, 8) == 0)) {
      return 0;
    }
    if (size < sizeof block || !is_header(block)) {
      reader->wrong = "This does not look like a tar archive";
      return 0;
    }
    reader->left = (long long)number(block + 124, 12);
    reader->padding = (int)(-reader->left & (ARCHIVE_BLOCK - 1));
    if (block[156] == 'L') {
      name = content(reader);
    } else if (block[156] == 'K') {
      link = content(reader);
    } else if (block[156] == 'x') {
      read_pax(content(reader), &name, &link);
    } else if (block[156] != 'g') {
      take_header(block, member, name, link);
      if (member->type != '0' && member->type != '7') {
        skip(reader);
      }
      member->size = reader->left;
      return 1;
    }
  }
}

static int make_file(struct archive_reader *reader, const char *place, mode_t mode) {
  char bytes[4096];
  int file = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode), failed;
  if (file < 0) {
    return -1;
  }
  failed = 0;
  while (reader->left > 0 && !failed) {
    long count = archive_read(reader, bytes, sizeof bytes);
    failed = count <= 0 || write(file, bytes, (size_t)count) != count;
  }
  close(file);
  return failed ? -1 : 0;
}

int archive_make(struct archive_reader *reader, const struct archive_member *member,
                 const char *place, const char *linked) {
  struct stat there;
  struct timespec times[2] = {{member->time, 0}, {member->time, 0}};
  int failed = 0, is_there = lstat(place, &there) == 0;
  if (is_there && !S_ISDIR(there.st_mode)) {
    unlink(place);
  }
  switch (member->type) {
    case '1':
      return link(linked, place);
    case '2':
      failed = symlink(member->link, place);
      break;
    case '3':
      failed = mknod(place, S_IFCHR | 0600, makedev(member->major, member->minor));
      break;
    case '4':
      failed = mknod(place, S_IFBLK | 0600, makedev(member->major, member->minor));
      break;
    case '5':
      failed = is_there && S_ISDIR(there.st_mode) ? 0 : mkdir(place, 0700);
      break;
    case '6':
      failed = mkfifo(place, 0600);
      break;
    default:
      failed = make_file(reader, place, 0600);
  }
  if (failed) {
    return -1;
  }
  if (geteuid() == 0) {
    failed = lchown(place, member->user, member->group);
  }
  if (member->type != '2') {
    failed |= chmod(place, member->mode);
    failed |= utimensat(AT_FDCWD, place, times, 0);
  }
  return failed ? -1 : 0;
}
