/* dd(1): copies bytes in blocks. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

static struct {
  const char *from, *to;
  size_t in_block, out_block;
  long long count, skip, seek;
  int keeps, goes_on, syncs, appends;
  const char *status;
} copy = {NULL, NULL, 512, 512, -1, 0, 0, 0, 0, 0, 0, ""};
static unsigned long long whole_in, part_in, whole_out, part_out, bytes;

static long long number_of(const char *text) {
  char *end;
  long long number = strtoll(text, &end, 10);
  long long unit = 1;
  if (end == text || number < 0) {
    die(1, "invalid number: '%s'", text);
  }
  switch (*end) {
    case 'c':
      end++;
      break;
    case 'w':
      unit = 2;
      end++;
      break;
    case 'b':
      unit = 512;
      end++;
      break;
    case 'k':
    case 'K':
      unit = end[1] == 'B' ? 1000 : 1024;
      end += end[1] == 'B' ? 2 : 1;
      break;
    case 'M':
      unit = end[1] == 'B' ? 1000000 : 1024 * 1024;
      end += end[1] == 'B' ? 2 : 1;
      break;
    case 'G':
      unit = 1024 * 1024 * 1024;
      end++;
      break;
    default:
      break;
  }
  if (*end == 'x') {
    return number * unit * number_of(end + 1);
  }
  if (*end) {
    die(1, "invalid number: '%s'", text);
  }
  return number * unit;
}

static void take_words(char *list, int conversions) {
  char *word;
  for (word = strtok(list, ","); word; word = strtok(NULL, ",")) {
    if (conversions && strcmp(word, "notrunc") == 0) {
      copy.keeps = 1;
    } else if (conversions && strcmp(word, "noerror") == 0) {
      copy.goes_on = 1;
    } else if (conversions && strcmp(word, "sync") == 0) {
      copy.syncs = 1;
    } else if (conversions && (strcmp(word, "fsync") == 0 || strcmp(word, "fdatasync") == 0)) {
      /* What is written is there at once. */
    } else if (!conversions && strcmp(word, "append") == 0) {
      copy.appends = 1;
    } else if (!conversions && strcmp(word, "fullblock") == 0) {
      /* Blocks of a pipe are short, otherwise; here they are read until they are full. */
    } else {
      warn(conversions ? "invalid conversion: '%s'" : "invalid input or output flag: '%s'", word);
      try_help(1);
    }
  }
}

static void take_operand(char *operand) {
  char *value = strchr(operand, '=');
  size_t length = value ? (size_t)(value - operand) : 0;
  static const char *const names[] = {"if",   "of",   "bs",    "ibs",   "obs",    "count", "skip",
                                      "seek", "conv", "iflag", "oflag", "status", NULL};
  int which = 0;
  while (value && names[which] &&
         (strlen(names[which]) != length || strncmp(names[which], operand, length) != 0)) {
    which++;
  }
  if (!value || !names[which]) {
    warn("unrecognized operand '%s'", operand);
    try_help(1);
  }
  value++;
  switch (which) {
    case 0:
      copy.from = value;
      break;
    case 1:
      copy.to = value;
      break;
    case 2:
      copy.in_block = copy.out_block = (size_t)number_of(value);
      break;
    case 3:
      copy.in_block = (size_t)number_of(value);
      break;
    case 4:
      copy.out_block = (size_t)number_of(value);
      break;
    case 5:
      copy.count = number_of(value);
      break;
    case 6:
      copy.skip = number_of(value);
      break;
    case 7:
      copy.seek = number_of(value);
      break;
    case 11:
      copy.status = value;
      break;
    default:
      take_words(value, which == 8);
      break;
  }
  if (!copy.in_block || !copy.out_block) {
    die(1, "invalid number: '%s'", value);
  }
}

static void report(double seconds) {
  double rate;
  if (strcmp(copy.status, "none") == 0) {
    return;
  }
  fprintf(stderr, "%llu+%llu records in\n%llu+%llu records out\n", whole_in, part_in, whole_out,
          part_out);
  if (strcmp(copy.status, "noxfer") == 0) {
    return;
  }
  rate = seconds > 0 ? (double)bytes / seconds : 0;
  fprintf(stderr, "%llu byte%s", bytes, bytes == 1 ? "" : "s");
  if (bytes >= 1000) {
    double kilo = (double)bytes / (bytes >= 1000000 ? 1e6 : 1e3);
    double kibi = (double)bytes / (bytes >= 1000000 ? 1048576 : 1024);
    fprintf(stderr, kilo < 9.95 ? " (%.1f " : " (%.0f ", kilo);
    fprintf(stderr, bytes >= 1000000 ? "MB, " : "kB, ");
    fprintf(stderr, kibi < 9.95 ? "%.1f " : "%.0f ", kibi);
    fprintf(stderr, bytes >= 1000000 ? "MiB)" : "KiB)");
  }
  fprintf(stderr, " copied, %g s, %.1f %s\n", seconds,
          rate >= 1e9   ? rate / 1e9
          : rate >= 1e6 ? rate / 1e6
                        : rate / 1e3,
          rate >= 1e9   ? "GB/s"
          : rate >= 1e6 ? "MB/s"
                        : "kB/s");
}

static void write_block(int to, const char *block, size_t length) {
  size_t done = 0;
  while (done < length) {
    ssize_t written = write(to, block + done, length - done);
    if (written < 0 && errno != EINTR) {
      int error = errno;
      part_out += done > 0;
      bytes += done;
      fprintf(stderr, "dd: writing to '%s': %s\n", copy.to ? copy.to : "standard output",
              strerror(error));
      report(0);
      exit(1);
    }
    done += written > 0 ? (size_t)written : 0;
  }
  bytes += length;
  *(length == copy.out_block ? &whole_out : &part_out) += 1;
}

static void skip_blocks(int from, char *block) {
  off_t to = (off_t)copy.skip * (off_t)copy.in_block;
  if (copy.skip && lseek(from, to, SEEK_CUR) < 0) {
    long long i;
    for (i = 0; i < copy.skip && read(from, block, copy.in_block) > 0; i++) {
    }
  }
}

int dd_main(int count, char **arguments) {
  struct timespec begin, end;
  int from = 0, to = 1;
  char *block;
  size_t waiting = 0;
  int i;
  for (i = 1; i < count; i++) {
    take_operand(arguments[i]);
  }
  from = copy.from ? open(copy.from, O_RDONLY) : 0;
  if (from < 0) {
    die(1, "failed to open '%s': %s", copy.from, strerror(errno));
  }
  if (copy.to) {
    to = open(copy.to,
              O_WRONLY | O_CREAT | (copy.keeps || copy.seek || copy.appends ? 0 : O_TRUNC) |
                  (copy.appends ? O_APPEND : 0),
              0666);
    if (to < 0) {
      die(1, "failed to open '%s': %s", copy.to, strerror(errno));
    }
    if (copy.seek && !copy.keeps) {
      ftruncate(to, (off_t)copy.seek * (off_t)copy.out_block);
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &begin);
  block = allocate(copy.in_block + copy.out_block);
  skip_blocks(from, block);
  if (copy.seek) {
    lseek(to, (off_t)copy.seek * (off_t)copy.out_block, SEEK_SET);
  }
  while (copy.count < 0 || (long long)(whole_in + part_in) < copy.count) {
    ssize_t length = read(from, block + waiting, copy.in_block);
    if (length == 0) {
      break;
    }
    if (length < 0) {
      fprintf(stderr, "dd: error reading '%s': %s\n", copy.from ? copy.from : "standard input",
              strerror(errno));
      tool_status = 1;
      if (!copy.goes_on) {
        break;
      }
      continue;
    }
    *((size_t)length == copy.in_block ? &whole_in : &part_in) += 1;
    if (copy.syncs && (size_t)length < copy.in_block) {
      memset(block + waiting + length, 0, copy.in_block - (size_t)length);
      length = (ssize_t)copy.in_block;
    }
    waiting += (size_t)length;
    /* With one size for both, a block that was short is written so. */
    while (waiting >= copy.out_block || (waiting && copy.in_block == copy.out_block)) {
      size_t part = waiting < copy.out_block ? waiting : copy.out_block;
      write_block(to, block, part);
      waiting -= part;
      memmove(block, block + part, waiting);
    }
  }
  if (waiting) {
    write_block(to, block, waiting);
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  report((double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
  return tool_status;
}
