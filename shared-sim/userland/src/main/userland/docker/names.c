/* Ids and names of containers, drawn from the kernel's random numbers. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "docker.h"

static const char *const qualities[] = {
    "able",    "bold",   "brisk",  "calm",   "candid", "clear",  "curious", "eager",
    "earnest", "fair",   "gentle", "glad",   "humble", "keen",   "kind",    "lively",
    "lucid",   "mellow", "merry",  "modest", "neat",   "nimble", "patient", "plucky",
    "polite",  "proud",  "quick",  "quiet",  "sharp",  "steady", "tidy",    "wise"};

static const char *const people[] = {
    "agesen",  "adams",    "allen",     "baran", "cerf",      "codd",     "corbato",
    "creasy",  "dijkstra", "engelbart", "floyd", "goldberg",  "hamilton", "hamming",
    "hoare",   "hopper",   "iverson",   "kay",   "kernighan", "knuth",    "lamport",
    "liskov",  "lovelace", "mccarthy",  "naur",  "organick",  "popek",    "ritchie",
    "saltzer", "strachey", "thompson",  "wirth"};

char *random_id(void) {
  static const char digits[] = "0123456789abcdef";
  unsigned char bytes[ID_LENGTH / 2];
  char *id = allocate(ID_LENGTH + 1);
  int i;
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) {
    memset(bytes, 0, sizeof bytes);
  }
  for (i = 0; i < ID_LENGTH / 2; i++) {
    id[2 * i] = digits[bytes[i] >> 4];
    id[2 * i + 1] = digits[bytes[i] & 15];
  }
  id[ID_LENGTH] = 0;
  return id;
}

char *random_name(void) {
  unsigned char bytes[2] = {0, 0};
  if (getrandom(bytes, sizeof bytes, 0) < 0) {
    bytes[0] = 1;
  }
  return format("%s_%s", qualities[bytes[0] % 32], people[bytes[1] % 32]);
}

int is_name(const char *text) {
  size_t i;
  for (i = 0; text[i]; i++) {
    if (!isalnum((unsigned char)text[i]) && (i == 0 || !strchr("_.-", text[i]))) {
      return 0;
    }
  }
  return i > 1;
}
