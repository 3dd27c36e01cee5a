/* Blocks of DEFLATE: what has been found is kept here until it is coded. */
#ifndef BLOCK_H
#define BLOCK_H

#include "deflate.h"

enum { LITERALS = 256, LENGTH_CODES = 29, DISTANCE_CODES = 30, BIT_LENGTH_CODES = 19 };
enum { LITERAL_CODES = LITERALS + 1 + LENGTH_CODES, BLOCK_ROOM = 32768 };

/* Frequencies, and the code that is made for them; the places behind are for inner nodes. */
struct huffman {
  unsigned short frequency[2 * LITERAL_CODES + 1];
  unsigned short code[LITERAL_CODES + 2];
  unsigned char length[2 * LITERAL_CODES + 1];
  int highest; /* the last symbol that has a code */
};

struct block {
  struct bit_writer *writer;
  int level, count, matches;
  unsigned char symbols[BLOCK_ROOM];    /* literals, and lengths less three */
  unsigned short distances[BLOCK_ROOM]; /* 0 for a literal */
  struct huffman literals, distance, lengths;
};

void begin_blocks(struct block *block, struct bit_writer *writer, int level);
/* A literal, or a match with its distance; whether the block should end, of so many bytes. */
int note_symbol(struct block *block, int distance, int symbol, int bytes);
/* Writes it, as it takes the fewest bytes; plain is what it stands for, if that is still there. */
void write_block(struct block *block, const unsigned char *plain, size_t bytes, int last);

extern const unsigned char bit_length_order[BIT_LENGTH_CODES];
extern const unsigned char length_extra[LENGTH_CODES], distance_extra[DISTANCE_CODES];
extern const unsigned short length_base[LENGTH_CODES], distance_base[DISTANCE_CODES];

/* Codes for frequencies, of at most so many bits. */
void make_code(struct huffman *huffman, int symbols, int most);
void assign_codes(struct huffman *huffman, int symbols);

#endif
