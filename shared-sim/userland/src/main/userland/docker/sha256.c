#include "sha256.h"

#include <string.h>

#include "docker.h"

static const unsigned rounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define ROTATED(x, by) ((x) >> (by) | (x) << (32 - (by)))

/* One round; the next one has its words moved by one, so that none is copied. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                    \
  h += (ROTATED(e, 6) ^ ROTATED(e, 11) ^ ROTATED(e, 25)) + (g ^ (e & (f ^ g))) + rounds[i]; \
  h += w[i];                                                                                \
  d += h;                                                                                   \
  h += (ROTATED(a, 2) ^ ROTATED(a, 13) ^ ROTATED(a, 22)) + ((a & b) | (c & (a | b)))

static void mix(struct sha256 *hash) {
  unsigned w[64], *state = hash->state;
  unsigned a = state[0], b = state[1], c = state[2], d = state[3];
  unsigned e = state[4], f = state[5], g = state[6], h = state[7];
  int i;
  for (i = 0; i < 16; i++) {
    const unsigned char *at = hash->block + 4 * i;
    w[i] = (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 | at[3];
  }
  for (; i < 64; i++) {
    unsigned x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + (ROTATED(x, 7) ^ ROTATED(x, 18) ^ x >> 3) + w[i - 7] +
           (ROTATED(y, 17) ^ ROTATED(y, 19) ^ y >> 10);
  }
  for (i = 0; i < 64; i += 8) {
    ROUND(a, b, c, d, e, f, g, h, i);
    ROUND(h, a, b, c, d, e, f, g, i + 1);
    ROUND(g, h, a, b, c, d, e, f, i + 2);
    ROUND(f, g, h, a, b, c, d, e, i + 3);
    ROUND(e, f, g, h, a, b, c, d, i + 4);
    ROUND(d, e, f, g, h, a, b, c, i + 5);
    ROUND(c, d, e, f, g, h, a, b, i + 6);
    ROUND(b, c, d, e, f, g, h, a, i + 7);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

void sha256_begin(struct sha256 *hash) {
  static const unsigned start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(hash->state, start, sizeof start);
  hash->bytes = 0;
}

void sha256_add(struct sha256 *hash, const void *bytes, size_t length) {
  const unsigned char *from = bytes;
  while (length) {
    size_t used = (size_t)(hash->bytes & 63), part = 64 - used < length ? 64 - used : length;
    memcpy(hash->block + used, from, part);
    hash->bytes += part;
    from += part;
    length -= part;
    if ((hash->bytes & 63) == 0) {
      mix(hash);
    }
  }
}

char *sha256_end(struct sha256 *hash) {
  unsigned long long bits = hash->bytes * 8;
  unsigned char size[8];
  char *text = allocate(65);
  int i;
  sha256_add(hash, "\200", 1);
  while ((hash->bytes & 63) != 56) {
    sha256_add(hash, "", 1);
  }
  for (i = 0; i < 8; i++) {
    size[i] = (unsigned char)(bits >> (56 - 8 * i));
  }
  sha256_add(hash, size, 8);
  for (i = 0; i < 8; i++) {
    snprintf(text + 8 * i, 9, "%08x", hash->state[i]);
  }
  return text;
}

char *sha256_of(const char *text, size_t length) {
  struct sha256 hash;
  sha256_begin(&hash);
  sha256_add(&hash, text, length);
  return sha256_end(&hash);
}
