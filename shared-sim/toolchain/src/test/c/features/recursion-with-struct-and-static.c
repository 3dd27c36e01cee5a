#include <stdio.h>

struct range { int low, high; };
static int depth, deepest;

static struct range merge(struct range a, struct range b) {
  return (struct range){a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
}

static struct range scan(const int *v, int n) {
  if (++depth > deepest) deepest = depth;
  struct range r;
  if (n == 1) r = (struct range){v[0], v[0]};
  else r = merge(scan(v, n / 2), scan(v + n / 2, n - n / 2));
  depth--;
  return r;
}

static int permute(char *s, int at, int n) {
  if (at == n) return s[0] < s[n - 1];
  int count = 0;
  for (int i = at; i < n; i++) {
    char t = s[at]; s[at] = s[i]; s[i] = t;
    count += permute(s, at + 1, n);
    t = s[at]; s[at] = s[i]; s[i] = t;
  }
  return count;
}

int main(void) {
  int v[] = {5, 3, 99, -7, 12, 0, 41};
  struct range r = scan(v, 7);
  char s[] = "abcdef";
  printf("%d %d %d %d %s\n", r.low, r.high, deepest, permute(s, 0, 6), s);
  return 0;
}
