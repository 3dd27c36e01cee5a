/* What MD5 (RFC 1321) and SHA-2 (FIPS 180-4) have in common: blocks, and how they end. */
#include "../internal/digest.h"

#include <string.h>

void __digest_begin(struct digest *digest, const struct digest_kind *kind) {
  memset(digest, 0, sizeof *digest);
  digest->kind = kind;
  kind->begin(digest);
}

void __digest_add(struct digest *digest, const void *bytes, size_t count) {
  size_t size = (size_t)digest->kind->block_size;
  const unsigned char *at = bytes;
  while (count) {
    size_t filled = (size_t)(digest->length % size);
    size_t part = count < size - filled ? count : size - filled;
    memcpy(digest->block + filled, at, part);
    digest->length += part;
    at += part;
    count -= part;
    if (filled + part == size) {
      digest->kind->mix(digest);
    }
  }
}

static void put(unsigned char *to, unsigned long long value, int size, int is_little) {
  int i;
  for (i = 0; i < size; i++) {
    to[is_little ? i : size - 1 - i] = (unsigned char)(i < 8 ? value >> 8 * i : 0);
  }
}

void __digest_end(struct digest *digest, unsigned char *result) {
  const struct digest_kind *kind = digest->kind;
  int length_size = kind->word_size * 2, i;
  unsigned char end[16];
  put(end, digest->length * 8, length_size, kind->is_little);
  __digest_add(digest, "\x80", 1);
  while (digest->length % (unsigned)kind->block_size !=
         (unsigned)(kind->block_size - length_size)) {
    __digest_add(digest, "", 1);
  }
  __digest_add(digest, end, (size_t)length_size);
  for (i = 0; i < kind->size / kind->word_size; i++) {
    put(result + i * kind->word_size,
        kind->word_size == 4 ? digest->state.words[i] : digest->state.longs[i], kind->word_size,
        kind->is_little);
  }
}
