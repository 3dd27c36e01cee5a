/* Digests, as crypt needs them. */
#ifndef INTERNAL_DIGEST_H
#define INTERNAL_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { MOST_DIGEST = 64 };

/* One that is being computed. */
struct digest {
  const struct digest_kind *kind;
  unsigned long long length; /* bytes so far */
  union {
    uint32_t words[8];
    uint64_t longs[8];
  } state;
  unsigned char block[128];
};

struct digest_kind {
  int size, block_size;
  void (*begin)(struct digest *digest);
  void (*mix)(struct digest *digest); /* its block into its state */
  int is_little;                      /* words are written from their lowest byte on */
  int word_size;
};

extern const struct digest_kind __digest_md5, __digest_sha256, __digest_sha512;

void __digest_begin(struct digest *digest, const struct digest_kind *kind);
void __digest_add(struct digest *digest, const void *bytes, size_t count);
void __digest_end(struct digest *digest, unsigned char *result);

#endif
