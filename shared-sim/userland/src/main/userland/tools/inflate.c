/* Reads DEFLATE (RFC 1951), through a window of what has been written last. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "deflate.h"

enum { MOST_BITS = 15, QUICK_BITS = 9, SYMBOLS = LITERAL_CODES + 2, WSIZE = DEFLATE_WINDOW };

/* A code for reading: what the next bits mean at once, and the way bit by bit. */
struct decoder {
  unsigned short quick[1 << QUICK_BITS]; /* symbol * 16 + length; 0 where that is longer */
  unsigned short count[MOST_BITS + 1];   /* codes of each length */
  unsigned short symbols[SYMBOLS];       /* by length, and among those in their order */
};

struct inflater {
  struct bit_reader *reader;
  byte_sink *sink;
  void *to;
  size_t at;
  unsigned long long written;
  enum inflated wrong;
  struct decoder literals, distances;
  unsigned char window[WSIZE];
};

unsigned crc32(unsigned before, const void *bytes, size_t count) {
  static unsigned table[256];
  const unsigned char *at = bytes;
  unsigned crc = ~before;
  if (!table[1]) {
    unsigned i;
    int bit;
    for (i = 0; i < 256; i++) {
      unsigned value = i;
      for (bit = 0; bit < 8; bit++) {
        value = value >> 1 ^ (value & 1 ? 0xedb88320 : 0);
      }
      table[i] = value;
    }
  }
  while (count--) {
    crc = table[(crc ^ *at++) & 255] ^ crc >> 8;
  }
  return ~crc;
}

int next_byte(struct bit_reader *reader) {
  if (reader->at == reader->filled) {
    long count;
    if (reader->failed) {
      return -1;
    }
    count = reader->source(reader->from, reader->bytes, sizeof reader->bytes);
    if (count <= 0) {
      reader->failed = count < 0 ? errno : 0;
      return -1;
    }
    reader->at = 0;
    reader->filled = (size_t)count;
  }
  reader->taken++;
  return reader->bytes[reader->at++];
}

/* Fails where the source ends; then bits are zeros. */
static int need(struct inflater *in, int count) {
  struct bit_reader *reader = in->reader;
  while (reader->count < count) {
    int byte = next_byte(reader);
    if (byte < 0) {
      in->wrong = reader->failed ? INFLATE_UNREAD : INFLATE_TRUNCATED;
      return -1;
    }
    reader->bits |= (unsigned long)byte << reader->count;
    reader->count += 8;
  }
  return 0;
}

static unsigned take(struct inflater *in, int count) {
  unsigned value;
  if (need(in, count) < 0) {
    return 0;
  }
  value = (unsigned)in->reader->bits & ((1u << count) - 1);
  in->reader->bits >>= count;
  in->reader->count -= count;
  return value;
}

void drop_part(struct bit_reader *reader) {
  reader->bits >>= reader->count & 7;
  reader->count &= ~7;
}

/* Up to a byte's end; bytes that wait among the bits go back. */
static void give_back(struct bit_reader *reader) {
  drop_part(reader);
  while (reader->count) {
    reader->at--;
    reader->taken--;
    reader->count -= 8;
  }
  reader->bits = 0;
}

static void fill_quick(struct decoder *decoder, unsigned code, int bits, int symbol) {
  unsigned turned = 0;
  int i;
  for (i = 0; i < bits; i++) {
    turned |= (code >> i & 1) << (bits - 1 - i);
  }
  for (; turned < 1 << QUICK_BITS; turned += 1u << bits) {
    decoder->quick[turned] = (unsigned short)(symbol << 4 | bits);
  }
}

/* Whether lengths make a code: whole, or of one bit, or none at all. */
static int make_decoder(struct decoder *decoder, const unsigned char *lengths, int symbols) {
  unsigned short next[MOST_BITS + 2] = {0};
  unsigned code = 0;
  int i, bits, left = 1, used;
  memset(decoder, 0, sizeof *decoder);
  for (i = 0; i < symbols; i++) {
    decoder->count[lengths[i]]++;
  }
  used = symbols - decoder->count[0];
  decoder->count[0] = 0;
  for (bits = 1; bits <= MOST_BITS; bits++) {
    left = left * 2 - decoder->count[bits];
    if (left < 0) {
      return 0;
    }
    next[bits + 1] = (unsigned short)(next[bits] + decoder->count[bits]);
  }
  for (i = 0; i < symbols; i++) {
    if (lengths[i]) {
      decoder->symbols[next[lengths[i]]++] = (unsigned short)i;
    }
  }
  for (bits = 1, i = 0; bits <= QUICK_BITS; bits++, code <<= 1) {
    int count = decoder->count[bits];
    for (; count; count--) {
      fill_quick(decoder, code++, bits, decoder->symbols[i++]);
    }
  }
  return left == 0 || used == 0 || (decoder->count[1] == 1 && left == 1 << (MOST_BITS - 1));
}

/* The next symbol, or -1 with what is wrong. */
static int decode(struct inflater *in, const struct decoder *decoder) {
  struct bit_reader *reader = in->reader;
  int code = 0, first = 0, index = 0, bits;
  unsigned quick;
  while (reader->count < QUICK_BITS) {
    int byte = next_byte(reader);
    if (byte < 0) {
      break;
    }
    reader->bits |= (unsigned long)byte << reader->count;
    reader->count += 8;
  }
  quick = decoder->quick[reader->bits & ((1 << QUICK_BITS) - 1)];
  if (quick && (int)(quick & 15) <= reader->count) {
    reader->bits >>= quick & 15;
    reader->count -= (int)(quick & 15);
    return (int)(quick >> 4);
  }
  for (bits = 1; bits <= MOST_BITS; bits++) {
    code |= (int)take(in, 1);
    if (in->wrong) {
      return -1;
    }
    if (code - first < decoder->count[bits]) {
      return decoder->symbols[index + code - first];
    }
    index += decoder->count[bits];
    first = (first + decoder->count[bits]) << 1;
    code <<= 1;
  }
  in->wrong = INFLATE_WRONG;
  return -1;
}

static void flush_window(struct inflater *in) {
  if (in->at && in->sink(in->to, in->window, in->at) < 0) {
    in->wrong = INFLATE_UNWRITTEN;
  }
  in->at = 0;
}

static void put(struct inflater *in, unsigned char byte) {
  in->window[in->at++] = byte;
  in->written++;
  if (in->at == WSIZE) {
    flush_window(in);
  }
}

static void copy(struct inflater *in, unsigned length, unsigned distance) {
  if (distance > in->written) {
    in->wrong = INFLATE_WRONG;
    return;
  }
  while (length-- && !in->wrong) {
    put(in, in->window[(in->at - distance) & (WSIZE - 1)]);
  }
}

static void inflate_symbols(struct inflater *in) {
  int symbol;
  while (!in->wrong && (symbol = decode(in, &in->literals)) != LITERALS) {
    unsigned length, distance;
    if (symbol < LITERALS) {
      if (symbol >= 0) {
        put(in, (unsigned char)symbol);
      }
      continue;
    }
    symbol -= LITERALS + 1;
    if (symbol >= LENGTH_CODES) {
      in->wrong = INFLATE_WRONG;
      break;
    }
    length = length_base[symbol] + take(in, length_extra[symbol]);
    symbol = in->wrong ? -1 : decode(in, &in->distances);
    if (symbol >= DISTANCE_CODES) {
      in->wrong = INFLATE_WRONG;
    } else if (symbol >= 0) {
      distance = distance_base[symbol] + take(in, distance_extra[symbol]);
      if (!in->wrong) {
        copy(in, length, distance);
      }
    }
  }
}

static void inflate_stored(struct inflater *in) {
  unsigned length, check;
  drop_part(in->reader);
  length = take(in, 16);
  check = take(in, 16);
  if (!in->wrong && length != (~check & 0xffff)) {
    in->wrong = INFLATE_WRONG;
  }
  while (length-- && !in->wrong) {
    unsigned byte = take(in, 8);
    if (!in->wrong) {
      put(in, (unsigned char)byte);
    }
  }
}

static void inflate_fixed(struct inflater *in) {
  unsigned char lengths[SYMBOLS];
  int i;
  for (i = 0; i < SYMBOLS; i++) {
    lengths[i] = (unsigned char)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  }
  make_decoder(&in->literals, lengths, SYMBOLS);
  memset(lengths, 5, DISTANCE_CODES + 2);
  make_decoder(&in->distances, lengths, DISTANCE_CODES + 2);
  inflate_symbols(in);
}

/* The lengths of both codes come in one list, with its repetitions. */
static void read_lengths(struct inflater *in, unsigned char *lengths, unsigned count) {
  unsigned at = 0;
  unsigned char last = 0;
  while (at < count && !in->wrong) {
    int symbol = decode(in, &in->literals);
    unsigned times = 1;
    if (symbol >= 0 && symbol < 16) {
      last = (unsigned char)symbol;
    } else if (symbol == 16) {
      times = 3 + take(in, 2);
    } else if (symbol > 0) {
      last = 0;
      times = symbol == 17 ? 3 + take(in, 3) : 11 + take(in, 7);
    }
    if (at + times > count) {
      in->wrong = in->wrong ? in->wrong : INFLATE_WRONG;
      break;
    }
    memset(lengths + at, last, times);
    at += times;
  }
}

static void inflate_dynamic(struct inflater *in) {
  unsigned char lengths[SYMBOLS + DISTANCE_CODES + 2];
  unsigned literals = 257 + take(in, 5), distances = 1 + take(in, 5), shown = 4 + take(in, 4), i;
  memset(lengths, 0, sizeof lengths);
  for (i = 0; i < shown && !in->wrong; i++) {
    lengths[bit_length_order[i]] = (unsigned char)take(in, 3);
  }
  if (in->wrong) {
    return;
  }
  if (literals > LITERAL_CODES || distances > DISTANCE_CODES ||
      !make_decoder(&in->literals, lengths, BIT_LENGTH_CODES)) {
    in->wrong = INFLATE_WRONG;
    return;
  }
  memset(lengths, 0, sizeof lengths);
  read_lengths(in, lengths, literals + distances);
  if (in->wrong) {
    return;
  }
  if (!make_decoder(&in->literals, lengths, (int)literals) ||
      !make_decoder(&in->distances, lengths + literals, (int)distances)) {
    in->wrong = INFLATE_WRONG;
    return;
  }
  inflate_symbols(in);
}

enum inflated inflate_stream(struct bit_reader *reader, byte_sink *sink, void *to) {
  struct inflater *in = calloc(1, sizeof *in);
  enum inflated result;
  unsigned last = 0;
  if (!in) {
    return INFLATE_UNWRITTEN;
  }
  in->reader = reader;
  in->sink = sink;
  in->to = to;
  while (!last && !in->wrong) {
    unsigned kind;
    last = take(in, 1);
    kind = take(in, 2);
    if (in->wrong) {
      break;
    }
    switch (kind) {
      case 0:
        inflate_stored(in);
        break;
      case 1:
        inflate_fixed(in);
        break;
      case 2:
        inflate_dynamic(in);
        break;
      default:
        in->wrong = INFLATE_WRONG;
    }
  }
  if (in->wrong == INFLATE_DONE || in->wrong == INFLATE_TRUNCATED) {
    flush_window(in);
  }
  give_back(reader);
  result = in->wrong;
  free(in);
  return result;
}
