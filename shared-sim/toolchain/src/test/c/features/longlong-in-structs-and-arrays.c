#include <stdio.h>

struct s { char c; long long l; unsigned long long u[2]; };

static struct s g = {'g', -1, {1, 1ULL << 63}};
static long long grid[2][3] = {{1, 2, 3}, {-1, -2, -3}};

static struct s bump(struct s v, long long by) {
  v.l += by;
  v.u[0] -= (unsigned long long)by;
  return v;
}

int main(void) {
  struct s r = bump(g, 1LL << 40);
  printf("%c %lld %llu %llx\n", r.c, r.l, r.u[0], r.u[1]);
  r.u[1] >>= 60;
  r.u[r.u[0] & 1] ^= 0xff00000000ULL;
  printf("%llx %llx\n", r.u[0], r.u[1]);
  long long t = 0;
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 3; j++) t = t * 1000 + grid[i][j];
  printf("%lld\n", t);
  long long *p = &grid[1][0];
  *p++ *= 1LL << 35;
  *p += p[1];
  p--;
  printf("%lld %lld\n", grid[1][0], p[1]);
  return 0;
}
