#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A compressor that writes bits: a literal is 0 and eight bits, a copy is 1, a distance and a
   length in Elias gamma code. Matches are found through hash chains, with one byte of laziness. */

enum { WINDOW = 4096, MIN_MATCH = 3, MAX_MATCH = 130, HASHES = 1 << 12, CHAIN = 32 };

struct bits {
  unsigned char *data;
  size_t capacity;
  size_t position;
};

static void put(struct bits *b, unsigned value, int count) {
  for (int i = count - 1; i >= 0; i--) {
    size_t byte = b->position >> 3;
    if (byte >= b->capacity) {
      size_t more = b->capacity ? b->capacity * 2 : 16;
      b->data = realloc(b->data, more);
      memset(b->data + b->capacity, 0, more - b->capacity);
      b->capacity = more;
    }
    if (value >> i & 1) b->data[byte] |= (unsigned char)(0x80 >> (b->position & 7));
    b->position++;
  }
}

static unsigned get(struct bits *b, int count) {
  unsigned value = 0;
  while (count--) {
    value = value << 1 | (b->data[b->position >> 3] >> (7 - (b->position & 7)) & 1);
    b->position++;
  }
  return value;
}

static void put_gamma(struct bits *b, unsigned value) {
  int length = 31 - __builtin_clz(value);
  put(b, 0, length);
  put(b, value, length + 1);
}

static unsigned get_gamma(struct bits *b) {
  int length = 0;
  while (!get(b, 1)) length++;
  return 1u << length | get(b, length);
}

struct matcher {
  const unsigned char *text;
  int size;
  int head[HASHES];
  int previous[WINDOW];
};

struct match {
  int length, distance;
};

static unsigned hash(const unsigned char *p) {
  return ((unsigned)p[0] * 2654435761u ^ (unsigned)p[1] * 40503u ^ (unsigned)p[2] * 97u) >> 7 & (HASHES - 1);
}

static void enter(struct matcher *m, int at) {
  if (at + MIN_MATCH > m->size) return;
  unsigned h = hash(m->text + at);
  m->previous[at % WINDOW] = m->head[h];
  m->head[h] = at;
}

static struct match find(const struct matcher *m, int at) {
  struct match best = {0, 0};
  if (at + MIN_MATCH > m->size) return best;
  int limit = m->size - at < MAX_MATCH ? m->size - at : MAX_MATCH;
  int candidate = m->head[hash(m->text + at)];
  for (int tries = 0; tries < CHAIN && candidate >= 0 && at - candidate < WINDOW; tries++) {
    int n = 0;
    while (n < limit && m->text[candidate + n] == m->text[at + n]) n++;
    if (n > best.length) best = (struct match){n, at - candidate};
    int next = m->previous[candidate % WINDOW];
    if (next >= candidate) break;
    candidate = next;
  }
  if (best.length < MIN_MATCH) best.length = 0;
  return best;
}

struct statistics {
  int literals, copies, longest;
  long long copied;
};

static struct bits compress(const unsigned char *text, int size, struct statistics *s) {
  static struct matcher m;
  struct bits out = {0};
  m.text = text;
  m.size = size;
  memset(m.head, -1, sizeof m.head);
  put_gamma(&out, (unsigned)size + 1);
  int at = 0;
  while (at < size) {
    struct match here = find(&m, at);
    enter(&m, at);
    if (here.length && here.length < MAX_MATCH && find(&m, at + 1).length > here.length) here.length = 0;
    if (here.length == 0) {
      put(&out, 0, 1);
      put(&out, text[at++], 8);
      s->literals++;
      continue;
    }
    put(&out, 1, 1);
    put_gamma(&out, (unsigned)here.distance);
    put_gamma(&out, (unsigned)(here.length - MIN_MATCH + 1));
    s->copies++;
    s->copied += here.length;
    if (here.length > s->longest) s->longest = here.length;
    for (int i = 1; i < here.length; i++) enter(&m, at + i);
    at += here.length;
  }
  return out;
}

static unsigned char *expand(struct bits in, int *size) {
  in.position = 0;
  *size = (int)get_gamma(&in) - 1;
  unsigned char *text = malloc((size_t)*size + 1);
  int at = 0;
  while (at < *size) {
    if (get(&in, 1) == 0) {
      text[at++] = (unsigned char)get(&in, 8);
      continue;
    }
    int distance = (int)get_gamma(&in);
    int length = (int)get_gamma(&in) + MIN_MATCH - 1;
    if (distance > at || at + length > *size) {
      puts("broken stream");
      exit(1);
    }
    for (; length > 0; length--, at++) text[at] = text[at - distance];
  }
  return text;
}

static unsigned checksum(const unsigned char *p, size_t n) {
  unsigned a = 1, b = 0;
  while (n--) {
    a = (a + *p++) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

/* What run lengths alone would need, to see what the window is worth. */
static int run_length_size(const unsigned char *text, int size) {
  int bytes = 0;
  for (int i = 0; i < size;) {
    int n = 1;
    while (i + n < size && text[i + n] == text[i] && n < 255) n++;
    bytes += n > 3 || text[i] == 0xff ? 3 : n;
    i += n;
  }
  return bytes;
}

static unsigned seed = 12345;
static unsigned dice(unsigned below) {
  seed = seed * 1103515245u + 12345u;
  return (seed >> 16) % below;
}

static void report(const char *name, const unsigned char *text, int size) {
  struct statistics s = {0};
  struct bits packed = compress(text, size, &s);
  size_t bytes = (packed.position + 7) / 8;
  int back;
  unsigned char *again = expand(packed, &back);
  printf("%-10s %6d -> %6d  %5d literals %5d copies of %6lld, longest %3d, runs %5d, sum %08x %s\n", name, size,
         (int)bytes, s.literals, s.copies, s.copied, s.longest, run_length_size(text, size), checksum(packed.data, bytes),
         back == size && !memcmp(again, text, (size_t)size) ? "same" : "DIFFERENT");
  free(again);
  free(packed.data);
}

int main(void) {
  static unsigned char text[20000];
  report("empty", text, 0);
  report("one", (const unsigned char *)"x", 1);
  report("repeat", (const unsigned char *)"abcabcabcabcabcabcabc", 21);
  report("zeros", text, 5000);
  for (int i = 0; i < 3000; i++) text[i] = (unsigned char)dice(256);
  report("noise", text, 3000);
  static const char *const words[] = {"the ", "ring ", "gate ", "kernel ", "of ", "a ", "segment", ", ", ".\n"};
  int n = 0;
  while (n < 15000) {
    const char *w = words[dice(9)];
    memcpy(text + n, w, strlen(w));
    n += (int)strlen(w);
  }
  report("words", text, n);
  for (int i = 0; i < 9000; i++) text[i] = (unsigned char)(i % 1000 / 4 + dice(2));
  report("ramp", text, 9000);
  return 0;
}
