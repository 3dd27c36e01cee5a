#include <setjmp.h>
#include <stdio.h>

static jmp_buf place;

static __attribute__((noinline)) void boom(void) { longjmp(place, 1); }

/* Its own frame is what the jump comes back to: it has to stay a call. */
static int once(int *p) {
  int k = *p;
  if (setjmp(place)) return k + *p;
  *p = 9;
  boom();
  return 0;
}

static inline __attribute__((always_inline)) int twice(int n) { return 2 * n; }

static int many(int *p) {
  int a = p[0], b = p[1], c = p[2], d = p[3], e = p[4], f = p[5];
  int done = setjmp(place);
  if (done) return a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * f;
  int other[6];
  for (int i = 0; i < 6; i++) other[i] = twice(p[i]) + i;
  int g = other[0] * p[5], h = other[1] * p[4], i = other[2] * p[3], j = other[3] * p[2];
  printf("%d %d %d %d\n", g, h, i, j);
  printf("%d\n", g + h * i - j * other[4] + other[5]);
  boom();
  return g + h + i + j;
}

int main(void) {
  int q = 4;
  printf("%d\n", once(&q));
  int v[6] = {1, 2, 3, 4, 5, 6};
  printf("%d\n", many(v));
  return 0;
}
