/* The hash that names what images consist of (FIPS 180-4). */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>

struct sha256 {
  unsigned state[8];
  unsigned long long bytes;
  unsigned char block[64];
};

void sha256_begin(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *bytes, size_t length);
char *sha256_end(struct sha256 *hash); /* 64 digits */
char *sha256_of(const char *text, size_t length);

/* Of the archive that a folder makes: a layer's name. */
char *sha256_of_tree(const char *folder);

#endif
