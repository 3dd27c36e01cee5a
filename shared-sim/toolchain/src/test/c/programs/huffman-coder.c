#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A canonical Huffman coder: counts, a heap of trees, code lengths, canonical codes, a decoder that
   needs nothing but the lengths. */

enum { SYMBOLS = 256, MAX_BITS = 32 };

struct tree {
  unsigned long weight;
  int order;
  int symbol;
  struct tree *left, *right;
};

struct heap {
  struct tree *items[SYMBOLS];
  int count;
};

struct code {
  unsigned bits;
  unsigned char length;
};

struct stream {
  unsigned char *bytes;
  unsigned capacity;
  unsigned bits;
};

static int before(const struct tree *a, const struct tree *b) {
  return a->weight != b->weight ? a->weight < b->weight : a->order < b->order;
}

static void push(struct heap *h, struct tree *t) {
  int i = h->count++;
  while (i > 0 && before(t, h->items[(i - 1) / 2])) {
    h->items[i] = h->items[(i - 1) / 2];
    i = (i - 1) / 2;
  }
  h->items[i] = t;
}

static struct tree *pop(struct heap *h) {
  struct tree *top = h->items[0], *last = h->items[--h->count];
  int i = 0;
  for (;;) {
    int child = 2 * i + 1;
    if (child >= h->count) break;
    if (child + 1 < h->count && before(h->items[child + 1], h->items[child])) child++;
    if (!before(h->items[child], last)) break;
    h->items[i] = h->items[child];
    i = child;
  }
  h->items[i] = last;
  return top;
}

static struct tree *join(struct tree *a, struct tree *b, int order) {
  struct tree *t = malloc(sizeof *t);
  *t = (struct tree){a->weight + b->weight, order, -1, a, b};
  return t;
}

static void lengths(const struct tree *t, int depth, unsigned char *out) {
  if (t->symbol >= 0) {
    out[t->symbol] = (unsigned char)(depth ? depth : 1);
    return;
  }
  lengths(t->left, depth + 1, out);
  lengths(t->right, depth + 1, out);
}

static void discard(struct tree *t) {
  if (t->symbol < 0) {
    discard(t->left);
    discard(t->right);
  }
  free(t);
}

static int build(const unsigned char *text, unsigned n, unsigned char *out) {
  unsigned long counts[SYMBOLS] = {0};
  struct heap heap = {.count = 0};
  int order = 0;
  memset(out, 0, SYMBOLS);
  for (unsigned i = 0; i < n; i++) counts[text[i]]++;
  for (int s = 0; s < SYMBOLS; s++) {
    if (!counts[s]) continue;
    struct tree *leaf = calloc(1, sizeof *leaf);
    leaf->weight = counts[s];
    leaf->order = order++;
    leaf->symbol = s;
    push(&heap, leaf);
  }
  if (!heap.count) return 0;
  int used = heap.count;
  while (heap.count > 1) {
    struct tree *a = pop(&heap), *b = pop(&heap);
    push(&heap, join(a, b, order++));
  }
  struct tree *root = pop(&heap);
  lengths(root, 0, out);
  discard(root);
  return used;
}

static void canonical(const unsigned char *length, struct code *codes) {
  unsigned code = 0;
  memset(codes, 0, SYMBOLS * sizeof *codes);
  for (int bits = 1; bits <= MAX_BITS; bits++) {
    for (int s = 0; s < SYMBOLS; s++)
      if (length[s] == bits) codes[s] = (struct code){code++, (unsigned char)bits};
    code <<= 1;
  }
}

static void write(struct stream *s, struct code c) {
  for (int i = c.length; i-- > 0;) {
    if (s->bits / 8 == s->capacity) {
      s->capacity = s->capacity * 3 / 2 + 8;
      s->bytes = realloc(s->bytes, s->capacity);
    }
    unsigned char *byte = &s->bytes[s->bits / 8];
    if (s->bits % 8 == 0) *byte = 0;
    *byte |= (unsigned char)((c.bits >> i & 1) << s->bits % 8);
    s->bits++;
  }
}

struct decoder {
  unsigned first[MAX_BITS + 1];
  int start[MAX_BITS + 1], count[MAX_BITS + 1];
  unsigned char symbols[SYMBOLS];
};

static void prepare(struct decoder *d, const unsigned char *length) {
  unsigned code = 0;
  int n = 0;
  for (int bits = 1; bits <= MAX_BITS; bits++) {
    d->first[bits] = code;
    d->start[bits] = n;
    d->count[bits] = 0;
    for (int s = 0; s < SYMBOLS; s++)
      if (length[s] == bits) {
        d->symbols[n++] = (unsigned char)s;
        d->count[bits]++;
      }
    code = (code + (unsigned)d->count[bits]) << 1;
  }
}

static int read(const struct decoder *d, const struct stream *s, unsigned *at) {
  unsigned code = 0;
  for (int bits = 1; bits <= MAX_BITS; bits++) {
    code = code << 1 | (s->bytes[*at / 8] >> *at % 8 & 1u);
    ++*at;
    if (code - d->first[bits] < (unsigned)d->count[bits])
      return d->symbols[d->start[bits] + (int)(code - d->first[bits])];
  }
  return -1;
}

static void show(const unsigned char *length, const struct code *codes, int most) {
  for (int bits = 1, shown = 0; bits <= MAX_BITS && shown < most; bits++)
    for (int s = 0; s < SYMBOLS && shown < most; s++) {
      if (length[s] != bits) continue;
      if (s > ' ' && s < 127) printf("  %c ", s);
      else printf(" %02x ", s);
      for (int i = bits; i-- > 0;) putchar('0' + (int)(codes[s].bits >> i & 1));
      shown++;
    }
  putchar('\n');
}

static void round_trip(const char *name, const unsigned char *text, unsigned n) {
  unsigned char length[SYMBOLS];
  struct code codes[SYMBOLS];
  struct stream s = {0};
  struct decoder d;
  int used = build(text, n, length);
  canonical(length, codes);
  for (unsigned i = 0; i < n; i++) write(&s, codes[text[i]]);
  prepare(&d, length);
  unsigned at = 0, good = 0;
  for (unsigned i = 0; i < n; i++) good += read(&d, &s, &at) == text[i];
  unsigned kraft = 0;
  for (int i = 0; i < SYMBOLS; i++)
    if (length[i]) kraft += 1u << (24 - length[i]);
  printf("%s: %u symbols of %d kinds in %u bits, %u read back, kraft %x\n", name, n, used, s.bits, good, kraft);
  show(length, codes, 8);
  free(s.bytes);
}

int main(void) {
  static unsigned char text[6000];
  const char *rime = "how much wood would a woodchuck chuck if a woodchuck could chuck wood";
  round_trip("rime", (const unsigned char *)rime, (unsigned)strlen(rime));
  round_trip("single", (const unsigned char *)"aaaaaaaa", 8);
  round_trip("two", (const unsigned char *)"abaabaaab", 9);
  for (unsigned i = 0; i < 4096; i++) text[i] = (unsigned char)i;
  round_trip("flat", text, 4096);
  unsigned n = 0, a = 1, b = 1;
  for (int s = 'A'; s <= 'O'; s++) {
    for (unsigned i = 0; i < a && n < sizeof text; i++) text[n++] = (unsigned char)s;
    unsigned c = a + b;
    a = b;
    b = c;
  }
  round_trip("fibonacci", text, n);
  unsigned x = 1;
  for (n = 0; n < sizeof text; n++) {
    x = x * 69069u + 5;
    text[n] = (unsigned char)__builtin_clz(x | 1);
  }
  round_trip("skewed", text, n);
  return 0;
}
