/* crypt: Poul-Henning Kamp's way with MD5, and Ulrich Drepper's with SHA-2 ("Unix crypt using
   SHA-256 and SHA-512", 2008). */
#include <crypt.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/digest.h"

enum { STANDARD_ROUNDS = 5000, FEWEST_ROUNDS = 1000, MOST_ROUNDS = 999999999 };

static const char digits[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/* The bytes of the result in the order in which they are written, three by three. */
static const unsigned char md5_order[] = {0, 6, 12, 1, 7, 13, 2, 8, 14, 3, 9, 15, 4, 10, 5};
static const unsigned char sha256_order[] = {0,  10, 20, 21, 1,  11, 12, 22, 2,  3,
                                             13, 23, 24, 4,  14, 15, 25, 5,  6,  16,
                                             26, 27, 7,  17, 18, 28, 8,  9,  19, 29};
static const unsigned char sha512_order[] = {
    0,  21, 42, 22, 43, 1,  44, 2,  23, 3,  24, 45, 25, 46, 4,  47, 5,  26, 6,  27, 48,
    28, 49, 7,  50, 8,  29, 9,  30, 51, 31, 52, 10, 53, 11, 32, 12, 33, 54, 34, 55, 13,
    56, 14, 35, 15, 36, 57, 37, 58, 16, 59, 17, 38, 18, 39, 60, 40, 61, 19, 62, 20, 41};

static char *put_digits(char *to, unsigned value, int count) {
  for (; count; count--) {
    *to++ = digits[value & 63];
    value >>= 6;
  }
  return to;
}

static char *put_result(char *to, const unsigned char *result, const unsigned char *order,
                        size_t count) {
  size_t i;
  for (i = 0; i < count; i += 3) {
    to = put_digits(to, (unsigned)result[order[i]] << 16 | (unsigned)result[order[i + 1]] << 8 |
                            result[order[i + 2]],
                    4);
  }
  return to;
}

struct secret {
  const struct digest_kind *kind;
  const char *key, *salt;
  size_t key_length, salt_length;
};

static void add_repeated(struct digest *digest, const unsigned char *bytes, size_t count) {
  size_t size = (size_t)digest->kind->size;
  for (; count > size; count -= size) {
    __digest_add(digest, bytes, size);
  }
  __digest_add(digest, bytes, count);
}

/* Of the key, the salt and the key again; for MD5 and SHA-2 alike. */
static void first_digest(const struct secret *secret, unsigned char *result) {
  struct digest digest;
  __digest_begin(&digest, secret->kind);
  __digest_add(&digest, secret->key, secret->key_length);
  __digest_add(&digest, secret->salt, secret->salt_length);
  __digest_add(&digest, secret->key, secret->key_length);
  __digest_end(&digest, result);
}

/* Rounds of a key, which may be another in its length, and a salt. */
static void stretch(const struct digest_kind *kind, unsigned char *result, const void *key,
                    size_t key_length, const void *salt, size_t salt_length, unsigned rounds) {
  unsigned i;
  for (i = 0; i < rounds; i++) {
    struct digest digest;
    __digest_begin(&digest, kind);
    __digest_add(&digest, i & 1 ? key : result, i & 1 ? key_length : (size_t)kind->size);
    if (i % 3) {
      __digest_add(&digest, salt, salt_length);
    }
    if (i % 7) {
      __digest_add(&digest, key, key_length);
    }
    __digest_add(&digest, i & 1 ? result : key, i & 1 ? (size_t)kind->size : key_length);
    __digest_end(&digest, result);
  }
}

static void crypt_md5(struct secret *secret, char *to) {
  unsigned char result[MOST_DIGEST];
  struct digest digest;
  size_t i;
  first_digest(secret, result);
  __digest_begin(&digest, secret->kind);
  __digest_add(&digest, secret->key, secret->key_length);
  __digest_add(&digest, "$1$", 3);
  __digest_add(&digest, secret->salt, secret->salt_length);
  add_repeated(&digest, result, secret->key_length);
  for (i = secret->key_length; i; i >>= 1) {
    __digest_add(&digest, i & 1 ? "" : secret->key, 1);
  }
  __digest_end(&digest, result);
  stretch(secret->kind, result, secret->key, secret->key_length, secret->salt,
          secret->salt_length, 1000);
  to += sprintf(to, "$1$%.*s$", (int)secret->salt_length, secret->salt);
  to = put_result(to, result, md5_order, sizeof md5_order);
  *put_digits(to, result[11], 2) = 0;
}

/* So many bytes of the digest of some that are repeated. */
static unsigned char *bytes_of(const struct secret *secret, const char *text, size_t length,
                               size_t times) {
  unsigned char result[MOST_DIGEST], *bytes = malloc(length + 1);
  struct digest digest;
  size_t i;
  __digest_begin(&digest, secret->kind);
  for (i = 0; i < times; i++) {
    __digest_add(&digest, text, length);
  }
  __digest_end(&digest, result);
  for (i = 0; bytes && i < length; i++) {
    bytes[i] = result[i % (size_t)secret->kind->size];
  }
  return bytes;
}

static int stretch_sha(const struct secret *secret, unsigned char *result, unsigned rounds) {
  unsigned char other[MOST_DIGEST], *key, *salt;
  struct digest digest;
  size_t i;
  first_digest(secret, other);
  __digest_begin(&digest, secret->kind);
  __digest_add(&digest, secret->key, secret->key_length);
  __digest_add(&digest, secret->salt, secret->salt_length);
  add_repeated(&digest, other, secret->key_length);
  for (i = secret->key_length; i; i >>= 1) {
    __digest_add(&digest, i & 1 ? (const void *)other : secret->key,
                 i & 1 ? (size_t)secret->kind->size : secret->key_length);
  }
  __digest_end(&digest, result);
  key = bytes_of(secret, secret->key, secret->key_length, secret->key_length);
  salt = bytes_of(secret, secret->salt, secret->salt_length, 16u + result[0]);
  if (key && salt) {
    stretch(secret->kind, result, key, secret->key_length, salt, secret->salt_length, rounds);
  }
  free(key);
  free(salt);
  return key && salt ? 0 : -1;
}

static int crypt_sha(struct secret *secret, char *to, unsigned rounds, int told) {
  int is_256 = secret->kind == &__digest_sha256;
  unsigned char result[MOST_DIGEST];
  if (stretch_sha(secret, result, rounds) < 0) {
    return -1;
  }
  to += sprintf(to, is_256 ? "$5$" : "$6$");
  if (told) {
    to += sprintf(to, "rounds=%u$", rounds);
  }
  to += sprintf(to, "%.*s$", (int)secret->salt_length, secret->salt);
  if (is_256) {
    to = put_result(to, result, sha256_order, sizeof sha256_order);
    *put_digits(to, (unsigned)result[31] << 8 | result[30], 3) = 0;
  } else {
    to = put_result(to, result, sha512_order, sizeof sha512_order);
    *put_digits(to, result[63], 2) = 0;
  }
  return 0;
}

/* "rounds=N$" in front of the salt; where it is not, nothing is taken. */
static const char *take_rounds(const char *salt, unsigned *rounds, int *told) {
  char *end;
  unsigned long count;
  *rounds = STANDARD_ROUNDS;
  *told = 0;
  if (strncmp(salt, "rounds=", 7)) {
    return salt;
  }
  count = strtoul(salt + 7, &end, 10);
  if (*end != '$') {
    return salt;
  }
  *told = 1;
  *rounds = count < FEWEST_ROUNDS ? FEWEST_ROUNDS : count > MOST_ROUNDS ? MOST_ROUNDS
                                                                       : (unsigned)count;
  return end + 1;
}

char *crypt_r(const char *key, const char *setting, struct crypt_data *data) {
  struct secret secret = {NULL, key, setting + 3, strlen(key), 0};
  unsigned rounds = 0;
  int told = 0;
  if (setting[0] == '$' && setting[1] && setting[2] == '$') {
    secret.kind = setting[1] == '1'   ? &__digest_md5
                  : setting[1] == '5' ? &__digest_sha256
                  : setting[1] == '6' ? &__digest_sha512
                                      : NULL;
  }
  if (!secret.kind) {
    errno = EINVAL;
    return NULL;
  }
  if (secret.kind != &__digest_md5) {
    secret.salt = take_rounds(secret.salt, &rounds, &told);
  }
  secret.salt_length = strcspn(secret.salt, "$");
  if (secret.kind == &__digest_md5) {
    secret.salt_length = secret.salt_length > 8 ? 8 : secret.salt_length;
    crypt_md5(&secret, data->output);
    return data->output;
  }
  secret.salt_length = secret.salt_length > 16 ? 16 : secret.salt_length;
  return crypt_sha(&secret, data->output, rounds, told) < 0 ? NULL : data->output;
}

char *crypt(const char *key, const char *setting) {
  static struct crypt_data data;
  return crypt_r(key, setting, &data);
}
