/*
 * Finds what has been there before. Strings of three bytes are looked up in chains of the places
 * that had the same hash, and a match waits until the next byte has shown no longer one.
 */
#include "deflate.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"

enum {
  SIZE = DEFLATE_WINDOW,
  MASK = SIZE - 1,
  SHORTEST = 3,
  LONGEST = 258,
  AHEAD = LONGEST + SHORTEST + 1, /* that many bytes are to be there before a match is sought */
  FARTHEST = SIZE - AHEAD,
  TOO_FAR = 4096, /* three bytes from farther away cost more than they save */
  HASHES = 1 << 15
};

/* How hard a level tries. */
static const struct effort {
  int good;  /* behind a match of that length the chain is followed for a quarter only */
  int lazy;  /* and behind one of that, the next byte is not tried */
  int nice;  /* a match of that length is taken at once */
  int chain; /* places to look at */
} efforts[] = {{0, 0, 0, 0},         {4, 4, 8, 4},        {4, 5, 16, 8},     {4, 6, 32, 32},
               {4, 4, 16, 16},       {8, 16, 32, 32},     {8, 16, 128, 128}, {8, 32, 128, 256},
               {32, 128, 258, 1024}, {32, 258, 258, 4096}};

struct deflater {
  byte_source *source;
  void *from;
  int ended, failed;
  unsigned char window[2 * SIZE + AHEAD];
  unsigned short before[SIZE]; /* the place in front of one in its chain, 0 at the end */
  unsigned short head[HASHES];
  unsigned hash;
  int at, ahead, block_start;
  int match_at;
  struct effort effort;
  struct block block;
};

static void roll(struct deflater *d, int byte) {
  d->hash = (d->hash << 5 ^ (unsigned)byte) & (HASHES - 1);
}

/* The upper half of the window becomes the lower one. */
static void slide(struct deflater *d) {
  int i;
  memcpy(d->window, d->window + SIZE, SIZE);
  d->match_at -= SIZE;
  d->at -= SIZE;
  d->block_start -= SIZE;
  for (i = 0; i < HASHES; i++) {
    d->head[i] = (unsigned short)(d->head[i] >= SIZE ? d->head[i] - SIZE : 0);
  }
  for (i = 0; i < SIZE; i++) {
    d->before[i] = (unsigned short)(d->before[i] >= SIZE ? d->before[i] - SIZE : 0);
  }
}

static void fill(struct deflater *d) {
  while (d->ahead < AHEAD && !d->ended) {
    long count;
    if (d->at >= SIZE + FARTHEST) {
      slide(d);
    }
    count = d->source(d->from, d->window + d->at + d->ahead, (size_t)(2 * SIZE - d->at - d->ahead));
    if (count <= 0) {
      d->ended = 1;
      d->failed = count < 0;
      memset(d->window + d->at + d->ahead, 0, SHORTEST - 1);
    } else {
      d->ahead += (int)count;
    }
  }
}

/* The place where the three bytes here were last, which this place follows in the chain. */
static int insert(struct deflater *d) {
  int place;
  roll(d, d->window[d->at + SHORTEST - 1]);
  place = d->head[d->hash];
  d->before[d->at & MASK] = (unsigned short)place;
  d->head[d->hash] = (unsigned short)d->at;
  return place;
}

static int common_length(const unsigned char *one, const unsigned char *other) {
  int length = 0;
  while (length < LONGEST && one[length] == other[length]) {
    length++;
  }
  return length;
}

/* The length of the longest match in a chain, if it is longer than one that is known. */
static int longest(struct deflater *d, int place, int known) {
  const unsigned char *here = d->window + d->at;
  int limit = d->at > FARTHEST ? d->at - FARTHEST : 0;
  int left = known >= d->effort.good ? d->effort.chain >> 2 : d->effort.chain;
  do {
    const unsigned char *there = d->window + place;
    if (there[known] == here[known] && there[known - 1] == here[known - 1] && *there == *here &&
        there[1] == here[1]) {
      int length = common_length(here, there);
      if (length > known) {
        known = length;
        d->match_at = place;
        if (length >= d->effort.nice) {
          break;
        }
      }
    }
    place = d->before[place & MASK];
  } while (place > limit && --left);
  return known;
}

static int can_match(const struct deflater *d, int place) {
  return place && d->at - place <= FARTHEST && d->at <= 2 * SIZE - AHEAD;
}

static void end_block(struct deflater *d, int last) {
  const unsigned char *plain = d->block_start >= 0 ? d->window + d->block_start : NULL;
  write_block(&d->block, plain, (size_t)(d->at - d->block_start), last);
  d->block_start = d->at;
}

/* Each match is taken as it is found. */
static void deflate_fast(struct deflater *d) {
  int length = 0;
  while (d->ahead) {
    int full, place = insert(d);
    if (can_match(d, place)) {
      length = longest(d, place, SHORTEST - 1);
      length = length > d->ahead ? d->ahead : length;
    }
    if (length >= SHORTEST) {
      full = note_symbol(&d->block, d->at - d->match_at, length - SHORTEST, d->at - d->block_start);
      d->ahead -= length;
      if (length <= d->effort.lazy) {
        for (; length > 1; length--) {
          d->at++;
          insert(d);
        }
        length = 0;
        d->at++;
      } else {
        d->at += length;
        length = 0;
        d->hash = d->window[d->at];
        roll(d, d->window[d->at + 1]);
      }
    } else {
      full = note_symbol(&d->block, 0, d->window[d->at], d->at - d->block_start);
      d->ahead--;
      d->at++;
    }
    if (full) {
      end_block(d, 0);
    }
    fill(d);
  }
}

static void deflate_lazy(struct deflater *d) {
  int length = SHORTEST - 1, waiting = 0;
  while (d->ahead) {
    int place = insert(d);
    int last = length, last_at = d->match_at;
    length = SHORTEST - 1;
    if (last < d->effort.lazy && can_match(d, place)) {
      length = longest(d, place, last);
      length = length > d->ahead ? d->ahead : length;
      length -= length == SHORTEST && d->at - d->match_at > TOO_FAR;
    }
    if (last >= SHORTEST && length <= last) {
      int full =
          note_symbol(&d->block, d->at - 1 - last_at, last - SHORTEST, d->at - d->block_start);
      d->ahead -= last - 1;
      for (last -= 2; last; last--) {
        d->at++;
        insert(d);
      }
      waiting = 0;
      length = SHORTEST - 1;
      d->at++;
      if (full) {
        end_block(d, 0);
      }
    } else {
      if (waiting && note_symbol(&d->block, 0, d->window[d->at - 1], d->at - d->block_start)) {
        end_block(d, 0);
      }
      waiting = 1;
      d->at++;
      d->ahead--;
    }
    fill(d);
  }
  if (waiting) {
    note_symbol(&d->block, 0, d->window[d->at - 1], d->at - d->block_start);
  }
}

int deflate_all(byte_source *source, void *from, struct bit_writer *writer, int level) {
  struct deflater *d = calloc(1, sizeof *d);
  int failed;
  if (!d) {
    return -1;
  }
  d->source = source;
  d->from = from;
  d->effort = efforts[level];
  begin_blocks(&d->block, writer, level);
  fill(d);
  roll(d, d->window[0]);
  roll(d, d->window[1]);
  if (level <= 3) {
    deflate_fast(d);
  } else {
    deflate_lazy(d);
  }
  end_block(d, 1);
  put_whole_byte(writer);
  failed = d->failed || writer->failed;
  free(d);
  return failed ? -1 : 0;
}
