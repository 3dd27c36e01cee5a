#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A string-keyed map with robin-hood probing and backward-shift removal, generic in its value by
   macros, used to count words and to memoize. */

#define DEFINE_MAP(name, type)                                                            \
  struct name##_slot {                                                                    \
    char *key;                                                                            \
    unsigned hash;                                                                        \
    type value;                                                                           \
  };                                                                                      \
  struct name {                                                                           \
    struct name##_slot *slots;                                                            \
    unsigned capacity, size, moves;                                                       \
  };                                                                                      \
  static unsigned name##_distance(const struct name *m, unsigned at) {                    \
    return (at - m->slots[at].hash) & (m->capacity - 1);                                  \
  }                                                                                       \
  static void name##_place(struct name *m, struct name##_slot s) {                        \
    unsigned at = s.hash & (m->capacity - 1);                                             \
    for (unsigned d = 0;; d++, at = (at + 1) & (m->capacity - 1)) {                       \
      if (!m->slots[at].key) {                                                            \
        m->slots[at] = s;                                                                 \
        return;                                                                           \
      }                                                                                   \
      unsigned other = name##_distance(m, at);                                            \
      if (other < d) {                                                                    \
        struct name##_slot t = m->slots[at];                                              \
        m->slots[at] = s;                                                                 \
        s = t;                                                                            \
        d = other;                                                                        \
        m->moves++;                                                                       \
      }                                                                                   \
    }                                                                                     \
  }                                                                                       \
  static void name##_grow(struct name *m) {                                               \
    struct name##_slot *old = m->slots;                                                   \
    unsigned n = m->capacity;                                                             \
    m->capacity = n ? n * 2 : 8;                                                          \
    m->slots = calloc(m->capacity, sizeof *m->slots);                                     \
    for (unsigned i = 0; i < n; i++)                                                      \
      if (old[i].key) name##_place(m, old[i]);                                            \
    free(old);                                                                            \
  }                                                                                       \
  static type *name##_find(const struct name *m, const char *key) {                       \
    if (!m->capacity) return NULL;                                                        \
    unsigned h = hash_of(key), at = h & (m->capacity - 1);                                \
    for (unsigned d = 0;; d++, at = (at + 1) & (m->capacity - 1)) {                       \
      const struct name##_slot *s = &m->slots[at];                                        \
      if (!s->key || name##_distance(m, at) < d) return NULL;                             \
      if (s->hash == h && !strcmp(s->key, key)) return &m->slots[at].value;               \
    }                                                                                     \
  }                                                                                       \
  static type *name##_at(struct name *m, const char *key) {                               \
    type *v = name##_find(m, key);                                                        \
    if (v) return v;                                                                      \
    if ((m->size + 1) * 8 > m->capacity * 7) name##_grow(m);                              \
    struct name##_slot s = {.key = copy_of(key), .hash = hash_of(key)};                   \
    name##_place(m, s);                                                                   \
    m->size++;                                                                            \
    return name##_find(m, key);                                                           \
  }                                                                                       \
  static int name##_remove(struct name *m, const char *key) {                             \
    type *v = name##_find(m, key);                                                        \
    if (!v) return 0;                                                                     \
    struct name##_slot *s = (struct name##_slot *)((char *)v - offsetof(struct name##_slot, value)); \
    unsigned at = (unsigned)(s - m->slots), next;                                         \
    free(s->key);                                                                         \
    while (next = (at + 1) & (m->capacity - 1), m->slots[next].key && name##_distance(m, next)) { \
      m->slots[at] = m->slots[next];                                                      \
      at = next;                                                                          \
    }                                                                                     \
    m->slots[at].key = NULL;                                                              \
    m->size--;                                                                            \
    return 1;                                                                             \
  }                                                                                       \
  static void name##_clear(struct name *m) {                                              \
    for (unsigned i = 0; i < m->capacity; i++) free(m->slots[i].key);                     \
    free(m->slots);                                                                       \
    memset(m, 0, sizeof *m);                                                              \
  }

#include <stddef.h>

static unsigned hash_of(const char *s) {
  unsigned h = 2166136261u;
  while (*s) h = (h ^ (unsigned char)*s++) * 16777619u;
  return h ^ h >> 15;
}

static char *copy_of(const char *s) { return strcpy(malloc(strlen(s) + 1), s); }

struct position {
  short line, column;
  int count;
};

DEFINE_MAP(words, struct position)
DEFINE_MAP(memo, long long)

static const char text[] =
    "the map has a table and the table has a slot and the slot has a key\n"
    "a key has a hash and the hash has a home and the home is a slot\n"
    "if the slot is taken by a key that is nearer to its home than we are\n"
    "then we take the slot and the key must look for a new home\n";

static int by_count(const void *a, const void *b) {
  const struct words_slot *x = *(struct words_slot *const *)a, *y = *(struct words_slot *const *)b;
  if (x->value.count != y->value.count) return y->value.count - x->value.count;
  return strcmp(x->key, y->key);
}

static void count_words(struct words *m) {
  char word[20];
  int n = 0;
  short line = 1, column = 0;
  for (const char *p = text; *p; p++) {
    column++;
    if (*p >= 'a' && *p <= 'z') {
      word[n++] = *p;
      continue;
    }
    if (n) {
      word[n] = 0;
      struct position *where = words_at(m, word);
      if (!where->count++) *where = (struct position){line, (short)(column - n), 1};
      n = 0;
    }
    if (*p == '\n') line++, column = 0;
  }
}

static void report(struct words *m) {
  struct words_slot *list[64];
  int n = 0;
  for (unsigned i = 0; i < m->capacity; i++)
    if (m->slots[i].key) list[n++] = &m->slots[i];
  qsort(list, (size_t)n, sizeof *list, by_count);
  for (int i = 0; i < n; i++)
    printf("%s%s %d (%d:%d)", i % 6 ? ", " : i ? "\n" : "", list[i]->key, list[i]->value.count,
           list[i]->value.line, list[i]->value.column);
  printf("\n%u words in %u slots\n", m->size, m->capacity);
}

static struct memo paths;

static long long count_paths(int w, int h) {
  if (!w || !h) return 1;
  char key[16];
  snprintf(key, sizeof key, "%d,%d", w, h);
  long long *known = memo_find(&paths, key);
  if (known) return *known;
  long long n = count_paths(w - 1, h) + count_paths(w, h - 1);
  *memo_at(&paths, key) = n;
  return n;
}

static void churn(void) {
  struct memo m = {0};
  char key[16];
  unsigned x = 7, wrong = 0;
  static int model[500];
  for (int i = 0; i < 20000; i++) {
    x = x * 1103515245u + 12345u;
    int k = (int)(x >> 16) % 500;
    snprintf(key, sizeof key, "k%d", k);
    if (x >> 8 & 1) {
      *memo_at(&m, key) = i;
      model[k] = i + 1;
    } else {
      wrong += memo_remove(&m, key) != (model[k] != 0);
      model[k] = 0;
    }
  }
  unsigned live = 0, far = 0;
  for (int k = 0; k < 500; k++) {
    snprintf(key, sizeof key, "k%d", k);
    long long *v = memo_find(&m, key);
    wrong += v ? *v + 1 != model[k] : model[k] != 0;
    live += v != NULL;
  }
  for (unsigned i = 0; i < m.capacity; i++)
    if (m.slots[i].key && memo_distance(&m, i) > far) far = memo_distance(&m, i);
  printf("%u live, size %u of %u, farthest %u, moves %u, wrong %u\n", live, m.size, m.capacity, far, m.moves, wrong);
  memo_clear(&m);
}

int main(void) {
  struct words m = {0};
  count_words(&m);
  report(&m);
  int first = words_remove(&m, "the"), second = words_remove(&m, "the");
  printf("%d %d %d\n", first, second, words_find(&m, "slot")->count);
  words_clear(&m);
  printf("%lld paths, ", count_paths(16, 16));
  printf("%u remembered\n", paths.size);
  memo_clear(&paths);
  churn();
  return 0;
}
