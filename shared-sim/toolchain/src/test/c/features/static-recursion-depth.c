#include <stdio.h>

static int down(int n) {
  int local[4] = {n, n + 1, n + 2, n + 3};
  if (n == 0) return local[3];
  return down(n - 1) + local[n & 3] - n;
}

static long long power(long long base, unsigned e) {
  if (!e) return 1;
  long long half = power(base, e / 2);
  return e % 2 ? half * half * base : half * half;
}

static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }

int main(void) {
  printf("%d %lld %lld %d\n", down(2000), power(3, 39), power(-2, 61), gcd(1071, 462));
  return 0;
}
