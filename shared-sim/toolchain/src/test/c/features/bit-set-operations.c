#include <stdio.h>

enum { BITS = 100, WORDS = (BITS + 31) / 32 };
typedef struct { unsigned w[WORDS]; } set;

static void add(set *s, int n) { s->w[n / 32] |= 1u << n % 32; }
static int has(const set *s, int n) { return s->w[n / 32] >> n % 32 & 1; }
static set both(set a, set b) {
  for (int i = 0; i < WORDS; i++) a.w[i] &= b.w[i];
  return a;
}
static int size(set s) {
  int n = 0;
  for (int i = 0; i < WORDS; i++)
    for (; s.w[i]; s.w[i] &= s.w[i] - 1) n++;
  return n;
}

int main(void) {
  set threes = {{0}}, fives = {{0}};
  for (int i = 0; i < BITS; i += 3) add(&threes, i);
  for (int i = 0; i < BITS; i += 5) add(&fives, i);
  set common = both(threes, fives);
  printf("%d %d %d\n", size(threes), size(fives), size(common));
  for (int i = 0; i < BITS; i++)
    if (has(&common, i)) printf("%d ", i);
  putchar('\n');
  return size(threes);
}
