#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const uint32_t sha_k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static const uint32_t md5_k[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

static const unsigned char md5_shift[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

static inline uint32_t ror(uint32_t v, unsigned n) { return v >> n | v << (32 - n); }
static inline uint32_t rol(uint32_t v, unsigned n) { return v << n | v >> (32 - n); }

/* A Merkle-Damgård hash: what the two functions have in common. */
struct hash {
  const char *name;
  void (*block)(uint32_t *state, const unsigned char *data);
  uint32_t initial[8];
  int words;
  _Bool big_endian;
};

struct context {
  const struct hash *hash;
  uint32_t state[8];
  unsigned char buffer[64];
  unsigned filled;
  uint64_t total;
};

static void sha_block(uint32_t *s, const unsigned char *p) {
  uint32_t w[64], v[8];
  for (int i = 0; i < 16; i++, p += 4)
    w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
  for (int i = 16; i < 64; i++) {
    uint32_t a = w[i - 15], b = w[i - 2];
    w[i] = w[i - 16] + (ror(a, 7) ^ ror(a, 18) ^ a >> 3) + w[i - 7] + (ror(b, 17) ^ ror(b, 19) ^ b >> 10);
  }
  memcpy(v, s, sizeof v);
  for (int i = 0; i < 64; i++) {
    uint32_t e = v[4], a = v[0];
    uint32_t t1 = v[7] + (ror(e, 6) ^ ror(e, 11) ^ ror(e, 25)) + ((e & v[5]) ^ (~e & v[6])) + sha_k[i] + w[i];
    uint32_t t2 = (ror(a, 2) ^ ror(a, 13) ^ ror(a, 22)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
    memmove(v + 1, v, 7 * sizeof *v);
    v[4] += t1;
    v[0] = t1 + t2;
  }
  for (int i = 0; i < 8; i++) s[i] += v[i];
}

static void md5_block(uint32_t *s, const unsigned char *p) {
  uint32_t m[16], a = s[0], b = s[1], c = s[2], d = s[3];
  for (int i = 0; i < 16; i++, p += 4)
    m[i] = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
  for (int i = 0; i < 64; i++) {
    uint32_t f;
    int g;
    switch (i >> 4) {
      case 0: f = (b & c) | (~b & d); g = i; break;
      case 1: f = (d & b) | (~d & c); g = (5 * i + 1) & 15; break;
      case 2: f = b ^ c ^ d; g = (3 * i + 5) & 15; break;
      default: f = c ^ (b | ~d); g = (7 * i) & 15;
    }
    f += a + md5_k[i] + m[g];
    a = d;
    d = c;
    c = b;
    b += rol(f, md5_shift[i >> 4][i & 3]);
  }
  s[0] += a;
  s[1] += b;
  s[2] += c;
  s[3] += d;
}

static const struct hash hashes[] = {
    {"SHA-256", sha_block,
     {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19},
     8, 1},
    {.name = "MD5", .block = md5_block, .initial = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}, .words = 4}};

static void start(struct context *c, const struct hash *h) {
  *c = (struct context){.hash = h};
  memcpy(c->state, h->initial, sizeof c->state);
}

static void update(struct context *c, const void *data, size_t n) {
  const unsigned char *p = data;
  c->total += n;
  while (n > 0) {
    size_t part = sizeof c->buffer - c->filled;
    if (part > n) part = n;
    memcpy(c->buffer + c->filled, p, part);
    c->filled += (unsigned)part;
    p += part;
    n -= part;
    if (c->filled == sizeof c->buffer) {
      c->hash->block(c->state, c->buffer);
      c->filled = 0;
    }
  }
}

static void finish(struct context *c, unsigned char *digest) {
  uint64_t bits = c->total * 8;
  unsigned char length[8];
  for (int i = 0; i < 8; i++) length[i] = (unsigned char)(bits >> (c->hash->big_endian ? 56 - 8 * i : 8 * i));
  update(c, "\x80", 1);
  while (c->filled != 56) update(c, "", 1);
  update(c, length, 8);
  for (int i = 0; i < c->hash->words; i++)
    for (int k = 0; k < 4; k++) *digest++ = (unsigned char)(c->state[i] >> (c->hash->big_endian ? 24 - 8 * k : 8 * k));
}

static void show(const char *label, struct context *c) {
  unsigned char digest[32];
  finish(c, digest);
  printf("%-8s %-10s ", c->hash->name, label);
  for (int i = 0; i < c->hash->words * 4; i++) printf("%02x", digest[i]);
  putchar('\n');
}

/* The digest in base64, as it stands in integrity attributes and in old mail headers. */
static void base64(const unsigned char *p, int n) {
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (; n > 0; n -= 3, p += 3) {
    uint32_t group = (uint32_t)p[0] << 16 | (n > 1 ? (uint32_t)p[1] << 8 : 0) | (n > 2 ? p[2] : 0);
    for (int i = 0; i < 4; i++) putchar(i > n ? '=' : letters[group >> (18 - 6 * i) & 63]);
  }
  putchar('\n');
}

/* Looks for a text whose digest begins with so many zero bits. */
static void work(const struct hash *h, int zeros) {
  for (unsigned n = 0;; n++) {
    struct context c;
    unsigned char digest[32];
    char text[16];
    start(&c, h);
    update(&c, text, (size_t)sprintf(text, "nonce %u", n));
    finish(&c, digest);
    uint32_t first = (uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 | (uint32_t)digest[2] << 8 | digest[3];
    if (first >> (32 - zeros)) continue;
    printf("%-8s nonce %u gives %d zeros, ", h->name, n, first ? __builtin_clz(first) : 32);
    base64(digest, h->words * 4);
    return;
  }
}

static void hmac(const struct hash *h, const char *key, const char *text) {
  unsigned char pad[64] = {0}, inner[32];
  struct context c;
  memcpy(pad, key, strlen(key));
  for (int i = 0; i < 64; i++) pad[i] ^= 0x36;
  start(&c, h);
  update(&c, pad, 64);
  update(&c, text, strlen(text));
  finish(&c, inner);
  for (int i = 0; i < 64; i++) pad[i] ^= 0x36 ^ 0x5c;
  start(&c, h);
  update(&c, pad, 64);
  update(&c, inner, (size_t)h->words * 4);
  show("hmac", &c);
}

int main(void) {
  static const char *const texts[] = {
      "", "abc", "message digest", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"};
  struct context c;
  for (unsigned h = 0; h < sizeof hashes / sizeof *hashes; h++) {
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
      start(&c, &hashes[h]);
      update(&c, texts[i], strlen(texts[i]));
      char label[12];
      snprintf(label, sizeof label, "%u bytes", (unsigned)strlen(texts[i]));
      show(label, &c);
    }
    start(&c, &hashes[h]);
    for (int i = 0; i < 10000; i++) update(&c, "0123456789", (size_t)(i % 11));
    show("pieces", &c);
    hmac(&hashes[h], "key", "The quick brown fox jumps over the lazy dog");
    work(&hashes[h], 9);
  }
  return 0;
}
