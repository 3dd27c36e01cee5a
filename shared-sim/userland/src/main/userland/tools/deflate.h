/* Compressed data in the format DEFLATE (RFC 1951), written and read. */
#ifndef DEFLATE_H
#define DEFLATE_H

#include <stddef.h>

enum { DEFLATE_WINDOW = 32768 };

typedef long byte_source(void *from, void *bytes, size_t count);  /* 0 at the end, -1: errno */
typedef int byte_sink(void *to, const void *bytes, size_t count); /* -1 where it cannot */

/* Bits come out from the lowest of a byte on. */
struct bit_writer {
  byte_sink *sink;
  void *to;
  unsigned char bytes[4096];
  size_t filled;
  unsigned long bits;
  int count;
  int failed;
};

void put_bits(struct bit_writer *writer, unsigned value, int count);
void put_whole_byte(struct bit_writer *writer); /* zeros, up to the end of a byte */
void flush_bits(struct bit_writer *writer);

/* All that the source has, at a level from 1 (fast) to 9 (small); -1 where either failed. */
int deflate_all(byte_source *source, void *from, struct bit_writer *writer, int level);

struct bit_reader {
  byte_source *source;
  void *from;
  unsigned char bytes[4096];
  size_t at, filled;
  unsigned long bits;
  int count;
  unsigned long long taken; /* bytes of the source that have been asked for */
  int failed;               /* errno of the source */
};

int next_byte(struct bit_reader *reader); /* -1 at the end; only where no bits are left over */
void drop_part(struct bit_reader *reader);

enum inflated { INFLATE_DONE, INFLATE_TRUNCATED, INFLATE_WRONG, INFLATE_UNREAD, INFLATE_UNWRITTEN };

/* One stream, up to its last block; what stands behind it is still to be read. */
enum inflated inflate_stream(struct bit_reader *reader, byte_sink *sink, void *to);

/* The checksum of gzip and of Ethernet, over some bytes more; it begins with 0. */
unsigned crc32(unsigned before, const void *bytes, size_t count);

#endif
