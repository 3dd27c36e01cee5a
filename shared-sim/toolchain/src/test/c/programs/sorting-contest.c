#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nine ways to sort, counted in comparisons and moves over five kinds of input, each checked for
   order, stability and that nothing was lost. */

enum { N = 700 };

struct item {
  int key;
  unsigned short origin;
};

static long compares, moves;

static int less(const struct item *a, const struct item *b) {
  compares++;
  return a->key < b->key;
}

static void swap(struct item *a, struct item *b) {
  struct item t = *a;
  *a = *b;
  *b = t;
  moves += 3;
}

static void insertion(struct item *v, int n) {
  for (int i = 1; i < n; i++) {
    struct item t = v[i];
    int j = i;
    for (; j > 0 && less(&t, &v[j - 1]); j--, moves++) v[j] = v[j - 1];
    v[j] = t;
    moves += 2;
  }
}

static void selection(struct item *v, int n) {
  for (int i = 0; i < n - 1; i++) {
    int least = i;
    for (int j = i + 1; j < n; j++)
      if (less(&v[j], &v[least])) least = j;
    if (least != i) swap(&v[i], &v[least]);
  }
}

static void shell(struct item *v, int n) {
  static const int gaps[] = {301, 132, 57, 23, 10, 4, 1};
  for (const int *g = gaps;; g++) {
    for (int i = *g; i < n; i++) {
      struct item t = v[i];
      int j = i;
      for (; j >= *g && less(&t, &v[j - *g]); j -= *g, moves++) v[j] = v[j - *g];
      v[j] = t;
      moves += 2;
    }
    if (*g == 1) break;
  }
}

static void merge_into(struct item *v, struct item *to, int n) {
  if (n < 2) return;
  int half = n / 2, i = 0, j = half, k = 0;
  merge_into(v, to, half);
  merge_into(v + half, to + half, n - half);
  while (i < half && j < n) to[k++] = less(&v[j], &v[i]) ? v[j++] : v[i++];
  while (i < half) to[k++] = v[i++];
  memcpy(v, to, (size_t)k * sizeof *v);
  moves += n + k;
}

static void merge(struct item *v, int n) {
  struct item scratch[n ?: 1];
  merge_into(v, scratch, n);
}

static void merge_upwards(struct item *v, int n) {
  static struct item scratch[N];
  for (int width = 1; width < n; width *= 2)
    for (int low = 0; low + width < n; low += 2 * width) {
      int high = low + 2 * width < n ? low + 2 * width : n;
      memcpy(scratch, v + low, (size_t)width * sizeof *v);
      int i = 0, j = low + width, k = low;
      while (i < width) v[k++] = j < high && less(&v[j], &scratch[i]) ? v[j++] : scratch[i++];
      moves += width + k - low;
    }
}

static void quick(struct item *v, int n) {
  while (n > 12) {
    int middle = n / 2;
    if (less(&v[middle], &v[0])) swap(&v[middle], &v[0]);
    if (less(&v[n - 1], &v[0])) swap(&v[n - 1], &v[0]);
    if (less(&v[n - 1], &v[middle])) swap(&v[n - 1], &v[middle]);
    struct item pivot = v[middle];
    int i = 0, j = n - 1;
    do {
      while (less(&v[i], &pivot)) i++;
      while (less(&pivot, &v[j])) j--;
      if (i <= j) {
        if (i < j) swap(&v[i], &v[j]);
        i++;
        j--;
      }
    } while (i <= j);
    if (j + 1 < n - i) {
      quick(v, j + 1);
      v += i;
      n -= i;
    } else {
      quick(v + i, n - i);
      n = j + 1;
    }
  }
  insertion(v, n);
}

static void quick_three_ways(struct item *v, int n) {
  if (n < 2) return;
  int low = 0, i = 0, high = n;
  struct item pivot = v[(unsigned)n * 7919u % (unsigned)n + n / 3 % n];
  while (i < high) {
    if (less(&v[i], &pivot)) swap(&v[low++], &v[i++]);
    else if (less(&pivot, &v[i])) swap(&v[i], &v[--high]);
    else i++;
  }
  quick_three_ways(v, low);
  quick_three_ways(v + high, n - high);
}

static void sift(struct item *v, int i, int n) {
  struct item t = v[i];
  for (int c; (c = 2 * i + 1) < n; i = c) {
    if (c + 1 < n && less(&v[c], &v[c + 1])) c++;
    if (!less(&t, &v[c])) break;
    v[i] = v[c];
    moves++;
  }
  v[i] = t;
  moves += 2;
}

static void heap(struct item *v, int n) {
  for (int i = n / 2; i-- > 0;) sift(v, i, n);
  while (n-- > 1) {
    swap(&v[0], &v[n]);
    sift(v, 0, n);
  }
}

static void radix(struct item *v, int n) {
  static struct item scratch[N];
  struct item *from = v, *to = scratch;
  for (int shift = 0; shift < 32; shift += 8) {
    int start[257] = {0};
    for (int i = 0; i < n; i++) start[1 + (((unsigned)from[i].key ^ 0x80000000u) >> shift & 255)]++;
    for (int d = 0; d < 256; d++) start[d + 1] += start[d];
    for (int i = 0; i < n; i++) to[start[((unsigned)from[i].key ^ 0x80000000u) >> shift & 255]++] = from[i];
    moves += n;
    struct item *t = from;
    from = to;
    to = t;
  }
}

static int by_key(const void *a, const void *b) {
  const struct item *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->origin - y->origin;
}

static void library(struct item *v, int n) { qsort(v, (size_t)n, sizeof *v, by_key); }

static unsigned state;
static unsigned dice(void) {
  state = state * 1664525u + 1013904223u;
  return state >> 8;
}

static int make_random(int i) { return (void)i, (int)(dice() % 100000) - 50000; }
static int make_sorted(int i) { return i * 3 - 900; }
static int make_reversed(int i) { return 5000 - i * 7; }
static int make_few(int i) { return (void)i, (int)(dice() % 5); }
static int make_nearly(int i) { return i * 10 + (int)(dice() % 25); }

static void check(const char *name, const struct item *v, const struct item *before, int n) {
  int ordered = 1, stable = 1;
  unsigned char seen[N] = {0};
  for (int i = 0; i < n; i++) {
    if (seen[v[i].origin]++ || before[v[i].origin].key != v[i].key) printf("%s lost an item\n", name);
    if (i == 0) continue;
    ordered &= v[i - 1].key <= v[i].key;
    stable &= v[i - 1].key != v[i].key || v[i - 1].origin < v[i].origin;
  }
  if (strcmp(name, "library")) printf("  %-12s %7ld compares %7ld moves", name, compares, moves);
  else printf("  %-12s", name);
  printf(" %s%s\n", ordered ? "ordered" : "WRONG", stable ? ", stable" : "");
}

int main(void) {
  static const struct {
    const char *name;
    void (*sort)(struct item *, int);
  } sorts[] = {{"insertion", insertion}, {"selection", selection}, {"shell", shell}, {"merge", merge}, {"merge up", merge_upwards},
               {"quick", quick}, {"three ways", quick_three_ways}, {"heap", heap}, {"radix", radix}, {"library", library}};
  static const struct {
    const char *name;
    int (*make)(int);
  } inputs[] = {{"random", make_random}, {"sorted", make_sorted}, {"reversed", make_reversed}, {"few", make_few}, {"nearly", make_nearly}};
  static struct item before[N], v[N];
  for (unsigned k = 0; k < sizeof inputs / sizeof *inputs; k++) {
    state = k + 1;
    for (int i = 0; i < N; i++) before[i] = (struct item){inputs[k].make(i), (unsigned short)i};
    puts(inputs[k].name);
    for (unsigned s = 0; s < sizeof sorts / sizeof *sorts; s++) {
      memcpy(v, before, sizeof v);
      compares = moves = 0;
      sorts[s].sort(v, N);
      check(sorts[s].name, v, before, N);
    }
  }
  for (int n = 0; n <= 4; n++)
    for (unsigned s = 0; s < sizeof sorts / sizeof *sorts; s++) {
      memcpy(v, before, sizeof v);
      sorts[s].sort(v, n);
      for (int i = 1; i < n; i++)
        if (v[i - 1].key > v[i].key) printf("%s fails on %d\n", sorts[s].name, n);
    }
  return 0;
}
