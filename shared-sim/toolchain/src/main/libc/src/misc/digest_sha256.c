/* SHA-256 (FIPS 180-4). */
#include <string.h>

#include "../internal/digest.h"

enum { ROUNDS = 64 };

#define ROTATED(x, by) ((x) >> (by) | (x) << (32 - (by)))

static const uint32_t constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static void begin(struct digest *digest) {
  static const uint32_t state[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  memcpy(digest->state.words, state, sizeof state);
}

static void spread(const struct digest *digest, uint32_t *w) {
  int i, k;
  for (i = 0; i < 16; i++) {
    w[i] = 0;
    for (k = 0; k < (int)sizeof *w; k++) {
      w[i] = w[i] << 8 | digest->block[i * (int)sizeof *w + k];
    }
  }
  for (; i < ROUNDS; i++) {
    uint32_t x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + (ROTATED(x, 7) ^ ROTATED(x, 18) ^ x >> 3) + w[i - 7] +
           (ROTATED(y, 17) ^ ROTATED(y, 19) ^ y >> 10);
  }
}

static void mix(struct digest *digest) {
  uint32_t w[ROUNDS], v[8];
  int i;
  spread(digest, w);
  memcpy(v, digest->state.words, sizeof v);
  for (i = 0; i < ROUNDS; i++) {
    uint32_t a = v[0], e = v[4];
    uint32_t one = v[7] + (ROTATED(e, 6) ^ ROTATED(e, 11) ^ ROTATED(e, 25)) +
              (v[6] ^ (e & (v[5] ^ v[6]))) + constants[i] + w[i];
    uint32_t two = (ROTATED(a, 2) ^ ROTATED(a, 13) ^ ROTATED(a, 22)) +
              ((a & v[1]) | (v[2] & (a | v[1])));
    memmove(v + 1, v, 7 * sizeof *v);
    v[4] += one;
    v[0] = one + two;
  }
  for (i = 0; i < 8; i++) {
    digest->state.words[i] += v[i];
  }
}

const struct digest_kind __digest_sha256 = {32, 64, begin, mix, 0, 4};
