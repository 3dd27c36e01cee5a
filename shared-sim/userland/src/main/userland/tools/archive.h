/* Tape archives (tar(5)): ustar, with GNU's long names and the paths of pax. */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include <stddef.h>
#include <sys/stat.h>

enum { ARCHIVE_BLOCK = 512 };

typedef int archive_sink(void *to, const void *bytes, size_t count); /* -1 where it cannot */
typedef long archive_source(void *from, void *bytes, size_t count);  /* 0 at the end */

/* A name that other names of the same file refer to. */
struct archive_link {
  dev_t device;
  ino_t file;
  char *name;
};

struct archive_writer {
  archive_sink *sink;
  void *to;
  int is_layer; /* what is hidden has the names that layers of images use */
  struct archive_link *links;
  int link_count;
  int failed;
  unsigned long long written;
};

/* One file, without what is in a folder; -1 with errno where it cannot be read. */
int archive_add(struct archive_writer *writer, const char *place, const char *name);
/* A folder and all that is in it, in the order of names. */
int archive_add_tree(struct archive_writer *writer, const char *place, const char *name);
void archive_end(struct archive_writer *writer, int record); /* filled up to a multiple of it */

struct archive_member {
  char *name, *link;
  char type; /* '0' a file, '1' one more name, '2' a link, '3' '4' devices, '5' a folder, '6' */
  unsigned mode, user, group, major, minor;
  long long size;
  long time;
};

struct archive_reader {
  archive_source *source;
  void *from;
  long long left; /* of the content of the member that was read last */
  int padding;
  const char *wrong; /* NULL, or what is wrong with it */
};

int archive_next(struct archive_reader *reader, struct archive_member *member); /* 0 at the end */
long archive_read(struct archive_reader *reader, void *bytes, size_t count);
/* Makes it at a place, with its content; -1 with errno. Links to other members begin at a root. */
int archive_make(struct archive_reader *reader, const struct archive_member *member,
                 const char *place, const char *linked);

#endif
