// Cleanups at every way out of a scope, and what they may change.
#include <stdio.h>

struct pair { int a, b; };
struct large { int n[9]; };

static void note(int *p) { printf("[%d]", *p); }
static void wipe(int *p) { printf("<%d>", *p), *p = -1; }
static void any(void *p) { printf("{%d}", *(int *)p); }
static int counted(const int *p) { return printf("(%d)", *p); }
static __attribute__((fastcall, noinline)) void fast(int *p) { printf("f%d ", *p); }
static __attribute__((stdcall, noinline)) void standard(struct pair *p) { printf("s%d ", p->a), p->a = 0; }
static void three(int (*p)[3]) { printf("%d,%d,%d ", (*p)[0], (*p)[1], (*p)[2]); }
static void elements(void *p) { printf("v%d ", *(int *)p); }

#define CLEAN(f) __attribute__((cleanup(f)))

static int returned(int n) {
  int a CLEAN(wipe) = n;
  return a;
}

static long long wide(int n) {
  int a CLEAN(wipe) = n;
  return (long long)a << 32 | a;
}

static double real(int n) {
  int a CLEAN(wipe) = n, b CLEAN(note) = a + 1;
  return a / 8.0 + b;
}

static struct large whole(int n) {
  struct large l = {{n, n + 1}};
  int a CLEAN(wipe) = n;
  l.n[8] = a;
  return l;
}

static struct pair own(int n) {
  struct pair p CLEAN(standard) = {n, n};
  return p;
}

static int jumps(int n) {
  int round = 0;
again:;
  int a CLEAN(note) = 10 * n + round;
  if (round++ < n) goto again;
  {
    int b CLEAN(any) = a + 100;
    if (n == 1) goto out;
    while (1) {
      int c CLEAN(note) = 7;
      switch (n) {
        case 2: {
          int d CLEAN(wipe) = 8;
          if (round > 100) break;
          goto out;
        }
        case 3: {
          int d CLEAN(wipe) = 9;
          break;
        }
        default:
          return b;
      }
      printf("after ");
      if (round++ < 6) continue;
      break;
    }
    printf("loop ");
  }
  printf("end ");
out:
  return round;
}

static int into(int n) {
  int seen = 0;
  if (n) goto inside;
  {
    int a CLEAN(counted);
    a = 5;
  inside:
    a = n + 1;
    seen += a;
  }
  return seen;
}

static int expression(int n) {
  int sum = 0;
  for (int i CLEAN(note) = 0; i < n; i++) {
    sum += ({
      int a CLEAN(wipe) = i;
      for (int k = 0; k < 5; k++) {
        int b CLEAN(note) = k;
        if (k == i) break;
        if (k == 1) continue;
        if (n == 4 && k == 2) goto leave;
      }
      a + 10;
    });
    int c CLEAN(any) = ({ int d CLEAN(wipe) = i * 2; if (i == 3) return d; d; });
    if (c == 2) continue;
    printf(". ");
  }
leave:
  return sum;
}

static int variable(int n) {
  int total = 0;
  for (int i = 1; i < n; i++) {
    int before CLEAN(note) = i;
    int a[i] CLEAN(elements);
    int b[i + 1];
    for (int k = 0; k < i; k++) a[k] = b[k] = i * k + 3;
    if (i == 3) continue;
    int after CLEAN(wipe) = a[i - 1];
    total += b[i - 1];
    if (i == 5) return total;
  }
  return total;
}

static void plain(int n) {
  int a CLEAN(fast) = n;
  int t[3] CLEAN(three) = {n, n + 1, n + 2};
  if (n & 1) return;
  t[1] = 0;
}

static int nested(int n) {
  int a CLEAN(note) = n;
  if (n > 0) return nested(n - 1) + a;
  return a;
}

static inline int small(int n) {
  int a CLEAN(wipe) = n;
  return a * 2;
}

int main(void) {
  int last CLEAN(note) = 99;
  printf("%d\n", returned(3));
  printf("%llx\n", wide(4));
  printf("%g\n", real(5));
  struct large l = whole(6);
  printf("%d %d %d\n", l.n[0], l.n[1], l.n[8]);
  struct pair p = own(7);
  printf("%d %d\n", p.a, p.b);
  for (int i = 0; i < 5; i++) printf(" %d\n", jumps(i));
  for (int i = 0; i < 2; i++) printf(" %d\n", into(i));
  for (int i = 0; i < 6; i++) printf(" %d\n", expression(i));
  printf(" %d\n", variable(5));
  printf(" %d\n", variable(9));
  plain(1), plain(2), printf("\n");
  printf("%d\n", nested(3));
  printf("%d\n", small(4) + small(5));
  if (last) {
    int unused CLEAN(note) = 6;
  }
  return 0;
}
