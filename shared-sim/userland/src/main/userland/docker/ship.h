/* Images and file systems as archives: what save, load, export and import have in common. */
#ifndef SHIP_H
#define SHIP_H

#include "../tools/archive.h"
#include "build.h"
#include "commands.h"
#include "sha256.h"

/* An archive that is read, and the sum of all its bytes where it is wanted. */
struct input {
  int file, sums;
  struct archive_reader reader;
  struct sha256 hash;
  long long size;
};

void open_input(struct input *input, int file, int sums);
char *close_input(struct input *input);
failure unpack(struct input *input, const char *folder, int is_layer);
failure pack(const char *folder, int file, int is_layer, long long *size);
int open_output(const struct asked *asked, const char *what); /* -1 where there is none */

#endif
