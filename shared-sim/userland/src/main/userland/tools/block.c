/* Writes blocks: stored, with the fixed code, or with one of their own (RFC 1951, 3.2). */
#include "block.h"

#include <string.h>

enum { STORED, FIXED, DYNAMIC };
enum { REPEAT = 16, ZEROS = 17, MANY_ZEROS = 18 };

const unsigned char bit_length_order[BIT_LENGTH_CODES] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                          11, 4,  12, 3, 13, 2, 14, 1, 15};
const unsigned char length_extra[LENGTH_CODES] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                  2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
const unsigned short length_base[LENGTH_CODES] = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                  15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                  67, 83, 99, 115, 131, 163, 195, 227, 258};
const unsigned char distance_extra[DISTANCE_CODES] = {0, 0, 0,  0,  1,  1,  2,  2,  3,  3,
                                                      4, 4, 5,  5,  6,  6,  7,  7,  8,  8,
                                                      9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
const unsigned short distance_base[DISTANCE_CODES] = {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};

static struct huffman fixed_literals, fixed_distances;
static unsigned char code_of_length[LITERALS];

static void flush_bytes(struct bit_writer *writer) {
  if (writer->filled && !writer->failed) {
    writer->failed = writer->sink(writer->to, writer->bytes, writer->filled) < 0;
  }
  writer->filled = 0;
}

void put_bits(struct bit_writer *writer, unsigned value, int count) {
  writer->bits |= (unsigned long)value << writer->count;
  writer->count += count;
  while (writer->count >= 8) {
    writer->bytes[writer->filled++] = (unsigned char)writer->bits;
    if (writer->filled == sizeof writer->bytes) {
      flush_bytes(writer);
    }
    writer->bits >>= 8;
    writer->count -= 8;
  }
}

void put_whole_byte(struct bit_writer *writer) { put_bits(writer, 0, -writer->count & 7); }

void flush_bits(struct bit_writer *writer) {
  put_whole_byte(writer);
  flush_bytes(writer);
}

static void make_fixed(void) {
  int i, code = 0;
  for (i = 0; i < LITERAL_CODES + 2; i++) {
    fixed_literals.length[i] = (unsigned char)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  }
  assign_codes(&fixed_literals, LITERAL_CODES + 2);
  memset(fixed_distances.length, 5, DISTANCE_CODES);
  assign_codes(&fixed_distances, DISTANCE_CODES);
  for (i = 0; i < LITERALS; i++) {
    while (code + 1 < LENGTH_CODES && i + 3 >= length_base[code + 1]) {
      code++;
    }
    code_of_length[i] = (unsigned char)code;
  }
}

static int code_of_distance(int distance) {
  int low = 0, high = DISTANCE_CODES;
  while (high - low > 1) {
    int middle = (low + high) / 2;
    if (distance_base[middle] <= distance) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

static void begin_block(struct block *block) {
  memset(&block->literals, 0, sizeof block->literals);
  memset(&block->distance, 0, sizeof block->distance);
  memset(&block->lengths, 0, sizeof block->lengths);
  block->literals.frequency[LITERALS] = 1; /* the end */
  block->count = block->matches = 0;
}

void begin_blocks(struct block *block, struct bit_writer *writer, int level) {
  make_fixed();
  block->writer = writer;
  block->level = level;
  begin_block(block);
}

/* Whether it is so short already that what comes may want another code. */
static int is_good(const struct block *block, int bytes) {
  unsigned long bits = (unsigned long)block->count * 8;
  int i;
  for (i = 0; i < DISTANCE_CODES; i++) {
    bits += (unsigned long)block->distance.frequency[i] * (5 + distance_extra[i]);
  }
  return block->matches < block->count / 2 && bits / 8 < (unsigned long)bytes / 2;
}

int note_symbol(struct block *block, int distance, int symbol, int bytes) {
  block->symbols[block->count] = (unsigned char)symbol;
  block->distances[block->count++] = (unsigned short)distance;
  if (distance) {
    block->literals.frequency[LITERALS + 1 + code_of_length[symbol]]++;
    block->distance.frequency[code_of_distance(distance)]++;
    block->matches++;
  } else {
    block->literals.frequency[symbol]++;
  }
  if (block->level > 2 && block->count % 4096 == 0 && is_good(block, bytes)) {
    return 1;
  }
  return block->count == BLOCK_ROOM - 1;
}

static void put_code(struct block *block, const struct huffman *huffman, int symbol) {
  put_bits(block->writer, huffman->code[symbol], huffman->length[symbol]);
}

/* One repetition of a length in a table of lengths: counted, or written. */
static void put_run(struct block *block, int length, int before, int count, int fewest,
                    int writes) {
  unsigned short *frequency = block->lengths.frequency;
  int symbol = length ? REPEAT : count <= 10 ? ZEROS : MANY_ZEROS;
  int single = count < fewest ? count : length && length != before;
  count -= single;
  if (!writes) {
    frequency[length] = (unsigned short)(frequency[length] + single);
    frequency[symbol] = (unsigned short)(frequency[symbol] + (count > 0));
    return;
  }
  for (; single; single--) {
    put_code(block, &block->lengths, length);
  }
  if (count) {
    put_code(block, &block->lengths, symbol);
    put_bits(block->writer, (unsigned)(count - (symbol == MANY_ZEROS ? 11 : 3)),
             symbol == REPEAT  ? 2
             : symbol == ZEROS ? 3
                               : 7);
  }
}

static void put_lengths(struct block *block, const struct huffman *huffman, int writes) {
  int before = -1, count = 0, i;
  int next = huffman->length[0];
  int most = next ? 7 : 138, fewest = next ? 4 : 3;
  for (i = 0; i <= huffman->highest; i++) {
    int length = next;
    next = i < huffman->highest ? huffman->length[i + 1] : -1;
    if (++count < most && length == next) {
      continue;
    }
    put_run(block, length, before, count, fewest, writes);
    count = 0;
    before = length;
    most = next == 0 ? 138 : length == next ? 6 : 7;
    fewest = next == 0 || length == next ? 3 : 4;
  }
}

static void put_symbols(struct block *block, const struct huffman *literals,
                        const struct huffman *distances) {
  int i;
  for (i = 0; i < block->count; i++) {
    int symbol = block->symbols[i], distance = block->distances[i];
    if (!distance) {
      put_code(block, literals, symbol);
    } else {
      int code = code_of_length[symbol];
      put_code(block, literals, LITERALS + 1 + code);
      put_bits(block->writer, (unsigned)(symbol + 3 - length_base[code]), length_extra[code]);
      code = code_of_distance(distance);
      put_code(block, distances, code);
      put_bits(block->writer, (unsigned)(distance - distance_base[code]), distance_extra[code]);
    }
  }
  put_code(block, literals, LITERALS);
}

/* How many bits the symbols take with such codes. */
static unsigned long bits_of(const struct block *block, const struct huffman *literals,
                             const struct huffman *distances) {
  unsigned long bits = 0;
  int i;
  for (i = 0; i < LITERAL_CODES; i++) {
    bits += (unsigned long)block->literals.frequency[i] *
            (unsigned)(literals->length[i] + (i > LITERALS ? length_extra[i - LITERALS - 1] : 0));
  }
  for (i = 0; i < DISTANCE_CODES; i++) {
    bits += (unsigned long)block->distance.frequency[i] *
            (unsigned)(distances->length[i] + distance_extra[i]);
  }
  return bits;
}

/* The code for the lengths of the others; how many bits the head of such a block takes. */
static unsigned long plan_lengths(struct block *block, int *shown) {
  struct huffman *lengths = &block->lengths;
  unsigned long bits = 0;
  int i, last = BIT_LENGTH_CODES - 1;
  put_lengths(block, &block->literals, 0);
  put_lengths(block, &block->distance, 0);
  make_code(lengths, BIT_LENGTH_CODES, 7);
  for (i = 0; i < BIT_LENGTH_CODES; i++) {
    int extra = i == REPEAT ? 2 : i == ZEROS ? 3 : i == MANY_ZEROS ? 7 : 0;
    bits += (unsigned long)lengths->frequency[i] * (unsigned)(lengths->length[i] + extra);
  }
  while (last > 3 && !lengths->length[bit_length_order[last]]) {
    last--;
  }
  *shown = last + 1;
  return bits + 3 * (unsigned long)*shown + 5 + 5 + 4;
}

static void put_stored(struct block *block, const unsigned char *plain, size_t bytes) {
  size_t i;
  put_whole_byte(block->writer);
  put_bits(block->writer, (unsigned)bytes, 16);
  put_bits(block->writer, ~(unsigned)bytes & 0xffff, 16);
  for (i = 0; i < bytes; i++) {
    put_bits(block->writer, plain[i], 8);
  }
}

static void put_dynamic(struct block *block, int shown) {
  int i;
  put_bits(block->writer, (unsigned)block->literals.highest + 1 - 257, 5);
  put_bits(block->writer, (unsigned)block->distance.highest + 1 - 1, 5);
  put_bits(block->writer, (unsigned)shown - 4, 4);
  for (i = 0; i < shown; i++) {
    put_bits(block->writer, block->lengths.length[bit_length_order[i]], 3);
  }
  put_lengths(block, &block->literals, 1);
  put_lengths(block, &block->distance, 1);
  put_symbols(block, &block->literals, &block->distance);
}

void write_block(struct block *block, const unsigned char *plain, size_t bytes, int last) {
  unsigned long fixed = (bits_of(block, &fixed_literals, &fixed_distances) + 3 + 7) / 8;
  unsigned long dynamic;
  int shown, kind;
  make_code(&block->literals, LITERAL_CODES, 15);
  make_code(&block->distance, DISTANCE_CODES, 15);
  dynamic = bits_of(block, &block->literals, &block->distance);
  dynamic = (dynamic + plan_lengths(block, &shown) + 3 + 7) / 8;
  kind = fixed <= dynamic ? FIXED : DYNAMIC;
  if (plain && bytes + 4 <= (fixed <= dynamic ? fixed : dynamic)) {
    kind = STORED;
  }
  put_bits(block->writer, (unsigned)(kind << 1 | last), 3);
  switch (kind) {
    case STORED:
      put_stored(block, plain, bytes);
      break;
    case FIXED:
      put_symbols(block, &fixed_literals, &fixed_distances);
      break;
    default:
      put_dynamic(block, shown);
  }
  begin_block(block);
}
