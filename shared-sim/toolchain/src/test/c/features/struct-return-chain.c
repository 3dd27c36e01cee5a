#include <stdio.h>

struct num {
  long long n;
  char tag;
};

static struct num lit(long long n) { return (struct num){n, 'l'}; }
static struct num plus(struct num a, struct num b) { return (struct num){a.n + b.n, '+'}; }
static struct num times(struct num a, struct num b) { return (struct num){a.n * b.n, '*'}; }
static struct num pick(int c, struct num a, struct num b) { return c ? a : b; }
static struct num down(int n) { return n == 0 ? lit(1) : times(lit(n), down(n - 1)); }

int main(void) {
  struct num r = plus(times(lit(6), lit(7)), plus(lit(-2), lit(1LL << 30)));
  printf("%lld %c\n", r.n, r.tag);
  r = pick(r.n > 0, r, lit(0));
  printf("%lld %c\n", r.n, r.tag);
  r = pick(0, r, times(r, r));
  printf("%lld %c\n", r.n, r.tag);
  printf("%lld\n", down(20).n);
  printf("%c\n", plus(r, r).tag);
  return 0;
}
