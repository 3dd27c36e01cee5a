/* Members of a gzip file are written and read (RFC 1952, 2.3). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gzip.h"
#include "tool.h"

enum { HEADER_CRC = 2, EXTRA = 4, NAME = 8, COMMENT = 16, ENCRYPTED = 32, UNKNOWN = 0xc0 };

static struct bit_reader reader;
static unsigned char seen[2]; /* of a file that is none of gzip's */
static int seen_count;
static unsigned header_crc;

static long read_input(void *from, void *bytes, size_t count) {
  ssize_t got;
  (void)from;
  do {
    got = read(gzip_job.input, bytes, count);
  } while (got < 0 && errno == EINTR);
  return (long)got;
}

static void write_output(const char *bytes, size_t count) {
  while (count && !gzip_options.test && !gzip_options.list) {
    ssize_t done = write(gzip_job.output, bytes, count);
    if (done < 0 && errno == EINTR) {
      continue;
    }
    if (done < 0) {
      gzip_stop_errno(gzip_job.out_name);
    }
    bytes += done;
    count -= (size_t)done;
  }
}

static int sink_plain(void *to, const void *bytes, size_t count) {
  (void)to;
  gzip_job.crc = crc32(gzip_job.crc, bytes, count);
  gzip_job.out_bytes += (long long)count;
  write_output(bytes, count);
  return 0;
}

static int sink_packed(void *to, const void *bytes, size_t count) {
  (void)to;
  gzip_job.out_bytes += (long long)count;
  write_output(bytes, count);
  return 0;
}

static long source_plain(void *from, void *bytes, size_t count) {
  long got = read_input(from, bytes, count);
  if (got < 0) {
    gzip_stop_errno(gzip_job.in_name);
  }
  gzip_job.crc = crc32(gzip_job.crc, bytes, (size_t)got);
  gzip_job.in_bytes += got;
  return got;
}

void gzip_begin(int input, int output) {
  memset(&reader, 0, sizeof reader);
  reader.source = read_input;
  gzip_job.input = input;
  gzip_job.output = output;
  gzip_job.in_bytes = gzip_job.out_bytes = gzip_job.header_bytes = 0;
  gzip_job.crc = 0;
  gzip_job.members = 0;
  gzip_job.saved_name[0] = 0;
  seen_count = 0;
}

static int end_early(void) {
  if (reader.failed) {
    errno = reader.failed;
    gzip_stop_errno(gzip_job.in_name);
  }
  gzip_stop("unexpected end of file");
}

static unsigned header_byte(void) {
  int byte = next_byte(&reader);
  unsigned char one = (unsigned char)byte;
  if (byte < 0) {
    end_early();
  }
  header_crc = crc32(header_crc, &one, 1);
  return one;
}

static unsigned header_number(int bytes) {
  unsigned value = 0;
  int i;
  for (i = 0; i < bytes; i++) {
    value |= header_byte() << (8 * i);
  }
  return value;
}

/* The name in the folder of the input; only its last part counts. */
static void take_name(void) {
  char name[1024];
  const char *slash = strrchr(gzip_job.in_name, '/');
  size_t length = 0;
  unsigned byte;
  while ((byte = header_byte()) != 0) {
    if (byte == '/') {
      length = 0;
    } else if (length + 1 < sizeof name) {
      name[length++] = (char)byte;
    }
  }
  name[length] = 0;
  if (!gzip_options.no_name && gzip_job.members == 1 && *name) {
    snprintf(gzip_job.saved_name, sizeof gzip_job.saved_name, "%.*s%s",
             slash ? (int)(slash + 1 - gzip_job.in_name) : 0, gzip_job.in_name, name);
  }
}

static int check_header_crc(unsigned flags) {
  unsigned computed = header_crc & 0xffff, told;
  if (!(flags & HEADER_CRC)) {
    return 1;
  }
  told = header_number(2);
  if (told != computed) {
    fprintf(stderr, "gzip: %s: header checksum 0x%04x != computed checksum 0x%04x\n",
            gzip_job.in_name, told, computed);
    tool_status = 1;
  }
  return told == computed || gzip_options.force > 1;
}

static enum gzip_found read_header(void) {
  unsigned method = header_byte(), flags = header_byte(), time, length;
  if (method != 8) {
    fprintf(stderr, "gzip: %s: unknown method %u -- not supported\n", gzip_job.in_name, method);
    tool_status = 1;
    return GZIP_REFUSED;
  }
  if (flags & ENCRYPTED) {
    fprintf(stderr, "gzip: %s is encrypted -- not supported\n", gzip_job.in_name);
    tool_status = 1;
    return GZIP_REFUSED;
  }
  if (flags & UNKNOWN) {
    fprintf(stderr, "gzip: %s has flags 0x%x -- not supported\n", gzip_job.in_name, flags);
    tool_status = 1;
    if (gzip_options.force <= 1) {
      return GZIP_REFUSED;
    }
  }
  time = header_number(4);
  if (time && !gzip_options.no_name && gzip_job.members == 1) {
    gzip_job.time = (time_t)time;
  }
  header_number(2);
  if (flags & EXTRA) {
    for (length = header_number(2); length; length--) {
      header_byte();
    }
  }
  if (flags & NAME) {
    take_name();
  }
  if (flags & COMMENT) {
    while (header_byte()) {
    }
  }
  if (!check_header_crc(flags)) {
    return GZIP_REFUSED;
  }
  gzip_job.header_bytes = gzip_job.members == 1 ? (long long)reader.taken + 8 : 0;
  return GZIP_MEMBER;
}

static enum gzip_found behind_members(int first, int second) {
  while (first == 0 && second == 0) {
    second = next_byte(&reader);
  }
  if (first == 0 && second < 0) {
    if (gzip_options.verbose) {
      gzip_warn("\ngzip: %s: decompression OK, trailing zero bytes ignored\n", gzip_job.in_name);
    }
    return GZIP_GARBAGE;
  }
  gzip_warn("\ngzip: %s: decompression OK, trailing garbage ignored\n", gzip_job.in_name);
  return GZIP_GARBAGE;
}

enum gzip_found gzip_next_member(void) {
  int first = next_byte(&reader), second;
  if (first < 0 && gzip_job.members && !reader.failed) {
    return GZIP_END;
  }
  gzip_job.members++;
  second = first < 0 ? -1 : next_byte(&reader);
  if ((first < 0 || (first && second < 0)) && !(gzip_options.force && gzip_options.to_output)) {
    end_early();
  }
  if (first == 0x1f && second == 0x8b) {
    static const unsigned char magic[] = {0x1f, 0x8b};
    header_crc = crc32(0, magic, sizeof magic);
    return read_header();
  }
  if (gzip_job.members > 1) {
    gzip_job.header_bytes = 0;
    return behind_members(first, second);
  }
  if (gzip_options.force && gzip_options.to_output && !gzip_options.list && !gzip_options.test) {
    seen[0] = (unsigned char)first;
    seen[1] = (unsigned char)second;
    seen_count = (first >= 0) + (second >= 0);
    return GZIP_PLAIN;
  }
  fprintf(stderr, "\ngzip: %s: not in gzip format\n", gzip_job.in_name);
  tool_status = 1;
  return GZIP_REFUSED;
}

static unsigned trailer_number(void) {
  unsigned value = 0;
  int i;
  for (i = 0; i < 4; i++) {
    int byte = next_byte(&reader);
    if (byte < 0) {
      end_early();
    }
    value |= (unsigned)byte << (8 * i);
  }
  return value;
}

void gzip_unpack_member(void) {
  unsigned crc, size;
  gzip_job.crc = 0;
  gzip_job.out_bytes = 0;
  switch (inflate_stream(&reader, sink_plain, NULL)) {
    case INFLATE_DONE:
      break;
    case INFLATE_WRONG:
      gzip_stop("invalid compressed data--format violated");
    default:
      end_early();
  }
  crc = trailer_number();
  size = trailer_number();
  gzip_job.in_bytes = (long long)reader.taken;
  if (crc != gzip_job.crc) {
    fprintf(stderr, "\ngzip: %s: invalid compressed data--crc error\n", gzip_job.in_name);
    tool_status = 1;
  }
  if (size != (unsigned)gzip_job.out_bytes) {
    fprintf(stderr, "\ngzip: %s: invalid compressed data--length error\n", gzip_job.in_name);
    tool_status = 1;
  }
  if (crc != gzip_job.crc || size != (unsigned)gzip_job.out_bytes) {
    gzip_stop(NULL);
  }
}

void gzip_copy_plain(void) {
  char bytes[4096];
  size_t count = 0;
  int byte;
  write_output((const char *)seen, (size_t)seen_count);
  while ((byte = next_byte(&reader)) >= 0) {
    bytes[count++] = (char)byte;
    if (count == sizeof bytes) {
      write_output(bytes, count);
      count = 0;
    }
  }
  write_output(bytes, count);
  if (reader.failed) {
    end_early();
  }
}

void gzip_pack(void) {
  static struct bit_writer writer;
  const char *slash = strrchr(gzip_job.in_name, '/');
  const char *name = slash ? slash + 1 : gzip_job.in_name;
  int named = !gzip_options.no_name && gzip_job.saved_name[0];
  int level = gzip_options.level;
  unsigned time = gzip_options.no_name ? 0 : (unsigned)gzip_job.time;
  memset(&writer, 0, sizeof writer);
  writer.sink = sink_packed;
  put_bits(&writer, 0x8b1f, 16);
  put_bits(&writer, 8, 8);
  put_bits(&writer, named ? NAME : 0, 8);
  put_bits(&writer, time & 0xffff, 16);
  put_bits(&writer, time >> 16, 16);
  put_bits(&writer, level == 9 ? 2 : level == 1 ? 4 : 0, 8);
  put_bits(&writer, 3, 8); /* Unix */
  gzip_job.header_bytes = 10 + 8;
  if (named) {
    size_t i, length = strlen(name) + 1;
    for (i = 0; i < length; i++) {
      put_bits(&writer, (unsigned char)name[i], 8);
    }
    gzip_job.header_bytes += (long long)length;
  }
  if (deflate_all(source_plain, NULL, &writer, level) < 0) {
    gzip_stop("memory exhausted");
  }
  put_bits(&writer, gzip_job.crc & 0xffff, 16);
  put_bits(&writer, gzip_job.crc >> 16, 16);
  put_bits(&writer, (unsigned)gzip_job.in_bytes & 0xffff, 16);
  put_bits(&writer, (unsigned)gzip_job.in_bytes >> 16, 16);
  flush_bits(&writer);
}
