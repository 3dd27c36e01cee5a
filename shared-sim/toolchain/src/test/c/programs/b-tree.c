#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A B-tree in numbered pages of a fixed size, as a disk would hold it: search, insertion with
   splits on the way down, removal with borrowing and merging, a cursor, and a check of all rules. */

enum { T = 3, MAX_KEYS = 2 * T - 1, PAGES = 700 };

typedef unsigned short page_number;

struct page {
  unsigned char count;
  bool leaf;
  bool used;
  int keys[MAX_KEYS];
  long long values[MAX_KEYS];
  page_number child[MAX_KEYS + 1];
};

struct tree {
  struct page pages[PAGES];
  page_number root, free;
  int size, splits, merges, borrows, reads;
};

static struct page *at(struct tree *t, page_number n) {
  t->reads++;
  return &t->pages[n];
}

static page_number allocate(struct tree *t, bool leaf) {
  page_number n = 1;
  while (t->pages[n].used) n++;
  memset(&t->pages[n], 0, sizeof t->pages[n]);
  t->pages[n].used = true;
  t->pages[n].leaf = leaf;
  return n;
}

static int position(const struct page *p, int key) {
  int low = 0, high = p->count;
  while (low < high) {
    int middle = (low + high) / 2;
    if (p->keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

static long long *find(struct tree *t, int key) {
  for (page_number n = t->root;;) {
    struct page *p = at(t, n);
    int i = position(p, key);
    if (i < p->count && p->keys[i] == key) return &p->values[i];
    if (p->leaf) return NULL;
    n = p->child[i];
  }
}

static void open_gap(struct page *p, int i) {
  memmove(p->keys + i + 1, p->keys + i, (size_t)(p->count - i) * sizeof *p->keys);
  memmove(p->values + i + 1, p->values + i, (size_t)(p->count - i) * sizeof *p->values);
  if (!p->leaf) memmove(p->child + i + 2, p->child + i + 1, (size_t)(p->count - i) * sizeof *p->child);
  p->count++;
}

static void close_gap(struct page *p, int i) {
  p->count--;
  memmove(p->keys + i, p->keys + i + 1, (size_t)(p->count - i) * sizeof *p->keys);
  memmove(p->values + i, p->values + i + 1, (size_t)(p->count - i) * sizeof *p->values);
  if (!p->leaf) memmove(p->child + i + 1, p->child + i + 2, (size_t)(p->count - i) * sizeof *p->child);
}

static void copy(struct page *to, int i, const struct page *from, int j) {
  to->keys[i] = from->keys[j];
  to->values[i] = from->values[j];
}

static void split(struct tree *t, struct page *parent, int i) {
  struct page *full = at(t, parent->child[i]);
  page_number right_number = allocate(t, full->leaf);
  struct page *right = at(t, right_number);
  for (int k = 0; k < T - 1; k++) copy(right, k, full, k + T);
  if (!full->leaf) memcpy(right->child, full->child + T, T * sizeof *right->child);
  right->count = T - 1;
  full->count = T - 1;
  open_gap(parent, i);
  copy(parent, i, full, T - 1);
  parent->child[i + 1] = right_number;
  t->splits++;
}

static void put(struct tree *t, int key, long long value) {
  long long *known = find(t, key);
  if (known) {
    *known = value;
    return;
  }
  t->size++;
  if (at(t, t->root)->count == MAX_KEYS) {
    page_number top = allocate(t, false);
    at(t, top)->child[0] = t->root;
    t->root = top;
    split(t, at(t, top), 0);
  }
  struct page *p = at(t, t->root);
  while (!p->leaf) {
    int i = position(p, key);
    if (at(t, p->child[i])->count == MAX_KEYS) {
      split(t, p, i);
      i += key > p->keys[i];
    }
    p = at(t, p->child[i]);
  }
  int i = position(p, key);
  open_gap(p, i);
  p->keys[i] = key;
  p->values[i] = value;
}

static void merge(struct tree *t, struct page *parent, int i) {
  struct page *left = at(t, parent->child[i]), *right = at(t, parent->child[i + 1]);
  copy(left, left->count, parent, i);
  for (int k = 0; k < right->count; k++) copy(left, left->count + 1 + k, right, k);
  if (!left->leaf) memcpy(left->child + left->count + 1, right->child, (size_t)(right->count + 1) * sizeof *right->child);
  left->count = (unsigned char)(left->count + 1 + right->count);
  right->used = false;
  close_gap(parent, i);
  t->merges++;
}

/* Gives child i at least T keys, and tells which child now covers its range. */
static int fill(struct tree *t, struct page *p, int i) {
  struct page *c = at(t, p->child[i]);
  if (c->count >= T) return i;
  if (i > 0 && at(t, p->child[i - 1])->count >= T) {
    struct page *left = at(t, p->child[i - 1]);
    open_gap(c, 0);
    if (!c->leaf) {
      c->child[1] = c->child[0];
      c->child[0] = left->child[left->count];
    }
    copy(c, 0, p, i - 1);
    copy(p, i - 1, left, left->count - 1);
    left->count--;
    t->borrows++;
    return i;
  }
  if (i < p->count && at(t, p->child[i + 1])->count >= T) {
    struct page *right = at(t, p->child[i + 1]);
    copy(c, c->count, p, i);
    c->count++;
    if (!c->leaf) {
      c->child[c->count] = right->child[0];
      right->child[0] = right->child[1];
    }
    copy(p, i, right, 0);
    close_gap(right, 0);
    t->borrows++;
    return i;
  }
  if (i == p->count) i--;
  merge(t, p, i);
  return i;
}

static void take(struct tree *t, page_number n, int key) {
  struct page *p = at(t, n);
  int i = position(p, key);
  bool here = i < p->count && p->keys[i] == key;
  if (p->leaf) {
    if (here) close_gap(p, i);
    return;
  }
  if (!here) {
    i = fill(t, p, i);
    take(t, p->child[i], key);
    return;
  }
  struct page *left = at(t, p->child[i]), *right = at(t, p->child[i + 1]);
  if (left->count >= T) {
    while (!left->leaf) left = at(t, left->child[left->count]);
    copy(p, i, left, left->count - 1);
    take(t, p->child[i], p->keys[i]);
  } else if (right->count >= T) {
    while (!right->leaf) right = at(t, right->child[0]);
    copy(p, i, right, 0);
    take(t, p->child[i + 1], p->keys[i]);
  } else {
    merge(t, p, i);
    take(t, p->child[i], key);
  }
}

static bool erase(struct tree *t, int key) {
  if (!find(t, key)) return false;
  take(t, t->root, key);
  t->size--;
  struct page *top = at(t, t->root);
  if (top->count == 0 && !top->leaf) {
    top->used = false;
    t->root = top->child[0];
  }
  return true;
}

static int check(struct tree *t, page_number n, long long low, long long high, int *keys) {
  const struct page *p = &t->pages[n];
  int depth = -2;
  if (!p->used || p->count > MAX_KEYS || (n != t->root && p->count < T - 1)) return -1;
  for (int i = 0; i <= p->count; i++) {
    long long a = i ? p->keys[i - 1] : low, b = i < p->count ? p->keys[i] : high;
    if (a >= b) return -1;
    int d = p->leaf ? 0 : check(t, p->child[i], a, b, keys);
    if (d < 0 || (depth != -2 && d != depth)) return -1;
    depth = d;
  }
  *keys += p->count;
  return depth + 1;
}

static void print(struct tree *t, page_number n) {
  const struct page *p = &t->pages[n];
  putchar('[');
  for (int i = 0; i <= p->count; i++) {
    if (!p->leaf) print(t, p->child[i]);
    if (i < p->count) printf(p->leaf && i + 1 < p->count ? "%d " : "%d", p->keys[i]);
  }
  putchar(']');
}

struct cursor {
  struct tree *tree;
  page_number pages[12];
  unsigned char index[12];
  int depth;
};

static void descend(struct cursor *c, page_number n) {
  for (;; n = c->tree->pages[n].child[0]) {
    c->pages[c->depth] = n;
    c->index[c->depth++] = 0;
    if (c->tree->pages[n].leaf) return;
  }
}

static bool next(struct cursor *c, int *key) {
  while (c->depth && c->index[c->depth - 1] == c->tree->pages[c->pages[c->depth - 1]].count) c->depth--;
  if (!c->depth) return false;
  const struct page *p = &c->tree->pages[c->pages[c->depth - 1]];
  int i = c->index[c->depth - 1]++;
  *key = p->keys[i];
  if (!p->leaf) descend(c, p->child[i + 1]);
  return true;
}

static void report(struct tree *t) {
  int keys = 0, pages = 0, depth = check(t, t->root, -1, 1LL << 40, &keys);
  for (int i = 0; i < PAGES; i++) pages += t->pages[i].used;
  printf("%d keys %s in %d pages, depth %d, %d splits, %d merges, %d borrows, %d reads\n", t->size,
         keys == t->size ? "counted" : "LOST", pages, depth, t->splits, t->merges, t->borrows, t->reads);
}

int main(void) {
  static struct tree t;
  t.root = allocate(&t, true);
  for (int i = 1; i <= 30; i++) put(&t, i * 7 % 31, i);
  print(&t, t.root);
  putchar('\n');
  for (int i = 2; i <= 30; i += 2) erase(&t, i);
  print(&t, t.root);
  putchar('\n');
  report(&t);
  unsigned x = 99;
  int broken = 0;
  for (int step = 0; step < 6000; step++) {
    x = x * 1103515245u + 12345u;
    int key = (int)(x >> 16) % 1000, keys = 0;
    if ((x >> 8) % 100 < (step < 3000 ? 75u : 30u)) put(&t, key, step);
    else erase(&t, key);
    if (step % 100 == 0) broken += check(&t, t.root, -1, 1LL << 40, &keys) < 0;
  }
  report(&t);
  struct cursor c = {.tree = &t};
  int key, last = -1, ordered = 1, count = 0;
  long long sum = 0;
  descend(&c, t.root);
  while (next(&c, &key)) {
    ordered &= key > last;
    last = key;
    count++;
    sum += *find(&t, key) * key;
  }
  printf("%d in order %d, sum %lld, %d broken\n", count, ordered, sum, broken);
  for (int k = 0; k < 1000; k++) erase(&t, k);
  report(&t);
  return 0;
}
