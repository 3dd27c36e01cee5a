/* Blocks are taken, resized and freed at random; none may overlap, move or change. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

#define BLOCKS 500

static unsigned char *blocks[BLOCKS];
static size_t sizes[BLOCKS];
static int errors;

static size_t random_size(void) {
  switch (random_below(10)) {
    case 0:
      return (size_t)random_below(300000);
    case 1:
      return (size_t)random_below(20000);
    default:
      return (size_t)random_below(300);
  }
}

static void check(int i, size_t size) {
  size_t j;
  for (j = 0; j < size; j++) {
    if (blocks[i][j] != (unsigned char)(i + 1)) {
      errors++;
      return;
    }
  }
}

static void fill(int i) { memset(blocks[i], i + 1, sizes[i]); }

static void take(int i) {
  static const size_t alignments[] = {16, 64, 256, 4096};
  size_t alignment = 16;
  sizes[i] = random_size();
  switch (random_below(4)) {
    case 0:
      blocks[i] = calloc(sizes[i] ? sizes[i] : 1, 1);
      if (sizes[i] > 0 && (blocks[i][0] || blocks[i][sizes[i] - 1])) {
        errors++;
      }
      break;
    case 1:
      alignment = alignments[random_below(4)];
      blocks[i] = aligned_alloc(alignment, sizes[i]);
      break;
    default:
      blocks[i] = malloc(sizes[i]);
      break;
  }
  if (!blocks[i] || (uintptr_t)blocks[i] % alignment != 0) {
    errors++;
  }
  fill(i);
}

static void resize(int i) {
  size_t size = random_size() + 1;
  blocks[i] = realloc(blocks[i], size);
  check(i, size < sizes[i] ? size : sizes[i]);
  sizes[i] = size;
  fill(i);
}

int main(void) {
  int round;
  int i;
  for (round = 0; round < 100000; round++) {
    i = random_below(BLOCKS);
    if (!blocks[i]) {
      take(i);
    } else if (random_below(3) == 0) {
      check(i, sizes[i]);
      resize(i);
    } else {
      check(i, sizes[i]);
      free(blocks[i]);
      blocks[i] = NULL;
    }
  }
  for (i = 0; i < BLOCKS; i++) {
    free(blocks[i]);
  }
  printf("%d errors\n", errors);
  printf("%d\n", calloc(65536, 65536) == NULL);
  free(NULL);
  return errors > 0;
}
