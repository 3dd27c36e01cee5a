/* Files of gzip (RFC 1952): what stands around compressed data. */
#ifndef GZIP_H
#define GZIP_H

#include <stddef.h>
#include <time.h>

#include "deflate.h"

extern struct gzip_options {
  int to_output, decompress, keep, force, list, test, verbose, quiet, recursive, level;
  int no_name; /* -1: as compressing or decompressing has it */
  const char *suffix;
} gzip_options;

/* What is being done, as messages and lists tell it. */
extern struct gzip_job {
  int input, output;
  char in_name[4096], out_name[4096];
  char saved_name[4096]; /* from the header, with the folder of the input */
  time_t time;           /* of the input, or what the header says; 0: not known */
  long long in_bytes, out_bytes, header_bytes;
  unsigned crc;
  int members;
} gzip_job;

/* What stands at the input: a member, its end, or none. */
enum gzip_found { GZIP_MEMBER, GZIP_END, GZIP_REFUSED, GZIP_GARBAGE, GZIP_PLAIN };

void gzip_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Ends the program, and takes away what has been written. */
void gzip_stop(const char *text) __attribute__((noreturn));
void gzip_stop_errno(const char *name) __attribute__((noreturn));

void gzip_begin(int input, int output);
enum gzip_found gzip_next_member(void);
void gzip_unpack_member(void);
void gzip_copy_plain(void);
void gzip_pack(void);

void gzip_print_ratio(long long part, long long whole, void *file);
void gzip_list(int ended);
const char *gzip_suffix_of(const char *name);

#endif
