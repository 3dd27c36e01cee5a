#include <stdio.h>

struct big { int v[5000]; };

static struct big make(int n) {
  struct big b;
  for (int i = 0; i < 5000; i++) b.v[i] = n * i;
  return b;
}

static long long sum(struct big b) {
  long long t = 0;
  for (int i = 0; i < 5000; i++) t += b.v[i];
  return t;
}

int main(void) {
  char before[10] = "before";
  struct big a = make(3), b = a;
  char after[10] = "after";
  b.v[4999] = -1;
  printf("%lld %lld %s %s\n", sum(a), sum(b), before, after);
  static char zeros[70000];
  zeros[69999] = 5;
  printf("%d %d\n", zeros[69999], zeros[35000]);
  return 0;
}
