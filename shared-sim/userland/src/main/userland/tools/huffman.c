/* Huffman's codes, of bounded length, as DEFLATE has them (RFC 1951, 3.2.2). */
#include <string.h>

#include "block.h"

enum { NODES = 2 * LITERAL_CODES + 1, MOST_BITS = 15 };

struct growing {
  struct huffman *huffman;
  int heap[NODES]; /* the least at 1; from the end on, all nodes in the order of their weight */
  int count, sorted;
  int added[2], added_count; /* symbols that are never used */
  unsigned char depth[NODES];
  short parent[NODES];
};

static int is_less(const struct growing *tree, int one, int other) {
  const unsigned short *frequency = tree->huffman->frequency;
  return frequency[one] < frequency[other] ||
         (frequency[one] == frequency[other] && tree->depth[one] <= tree->depth[other]);
}

static void sink_down(struct growing *tree, int at) {
  int node = tree->heap[at], below;
  for (below = at * 2; below <= tree->count; below *= 2) {
    if (below < tree->count && is_less(tree, tree->heap[below + 1], tree->heap[below])) {
      below++;
    }
    if (is_less(tree, node, tree->heap[below])) {
      break;
    }
    tree->heap[at] = tree->heap[below];
    at = below;
  }
  tree->heap[at] = node;
}

static void collect(struct growing *tree, int symbols) {
  struct huffman *huffman = tree->huffman;
  int i;
  huffman->highest = -1;
  for (i = 0; i < symbols; i++) {
    huffman->length[i] = 0;
    if (huffman->frequency[i]) {
      tree->heap[++tree->count] = huffman->highest = i;
    }
  }
  while (tree->count < 2) { /* a code has at least two symbols */
    int symbol = huffman->highest < 2 ? ++huffman->highest : 0;
    huffman->frequency[symbol] = 1;
    tree->added[tree->added_count++] = symbol;
    tree->heap[++tree->count] = symbol;
  }
  for (i = tree->count / 2; i >= 1; i--) {
    sink_down(tree, i);
  }
}

static void join(struct growing *tree, int node) {
  unsigned short *frequency = tree->huffman->frequency;
  do {
    int one = tree->heap[1], other;
    tree->heap[1] = tree->heap[tree->count--];
    sink_down(tree, 1);
    other = tree->heap[1];
    tree->heap[--tree->sorted] = one;
    tree->heap[--tree->sorted] = other;
    frequency[node] = (unsigned short)(frequency[one] + frequency[other]);
    tree->depth[node] =
        (unsigned char)((tree->depth[one] > tree->depth[other] ? tree->depth[one]
                                                               : tree->depth[other]) +
                        1);
    tree->parent[one] = tree->parent[other] = (short)node;
    tree->heap[1] = node++;
    sink_down(tree, 1);
  } while (tree->count >= 2);
  tree->heap[--tree->sorted] = tree->heap[1];
}

/* Where codes were to be longer than they may be, shorter ones make room for them. */
static void make_room(struct growing *tree, int *of_length, int most, int too_long) {
  unsigned char *length = tree->huffman->length;
  int bits, at = NODES;
  for (; too_long > 0; too_long -= 2) {
    bits = most - 1;
    while (!of_length[bits]) {
      bits--;
    }
    of_length[bits]--;
    of_length[bits + 1] += 2;
    of_length[most]--;
  }
  for (bits = most; bits; bits--) {
    int count = of_length[bits];
    while (count) {
      int node = tree->heap[--at];
      if (node <= tree->huffman->highest) {
        length[node] = (unsigned char)bits;
        count--;
      }
    }
  }
}

static void measure(struct growing *tree, int most) {
  unsigned char *length = tree->huffman->length;
  int of_length[MOST_BITS + 1] = {0};
  int at, too_long = 0;
  length[tree->heap[tree->sorted]] = 0;
  for (at = tree->sorted + 1; at < NODES; at++) {
    int node = tree->heap[at];
    int bits = length[tree->parent[node]] + 1;
    if (bits > most) {
      bits = most;
      too_long++;
    }
    length[node] = (unsigned char)bits;
    of_length[bits] += node <= tree->huffman->highest;
  }
  if (too_long) {
    make_room(tree, of_length, most, too_long);
  }
}

static unsigned reversed(unsigned code, int bits) {
  unsigned result = 0;
  for (; bits; bits--) {
    result = result << 1 | (code & 1);
    code >>= 1;
  }
  return result;
}

void assign_codes(struct huffman *huffman, int symbols) {
  unsigned next[MOST_BITS + 2] = {0};
  int i;
  for (i = 0; i < symbols; i++) {
    next[huffman->length[i] + 1] += huffman->length[i] != 0;
  }
  for (i = 1; i <= MOST_BITS; i++) {
    next[i] = (next[i] + next[i - 1]) << 1;
  }
  for (i = 0; i < symbols; i++) {
    int bits = huffman->length[i];
    huffman->code[i] = (unsigned short)(bits ? reversed(next[bits]++, bits) : 0);
  }
}

void make_code(struct huffman *huffman, int symbols, int most) {
  struct growing tree;
  memset(&tree, 0, sizeof tree);
  tree.huffman = huffman;
  tree.sorted = NODES;
  collect(&tree, symbols);
  join(&tree, symbols);
  measure(&tree, most);
  while (tree.added_count) {
    huffman->frequency[tree.added[--tree.added_count]] = 0;
  }
  assign_codes(huffman, huffman->highest + 1);
}
