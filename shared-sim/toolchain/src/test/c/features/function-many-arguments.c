#include <stdio.h>

static long long many(char a, int b, short c, long long d, unsigned char e, double f, float g,
                      long double h, int *i, unsigned short j, _Bool k, long long l) {
  *i += 1;
  return a + b + c + d + e + (long long)f + (long long)g + (long long)h + *i + j + k + l;
}

static int nested(int a, int b, int c) { return a * 100 + b * 10 + c; }

int main(void) {
  int n = 500;
  printf("%lld %d\n", many('a', -2, 300, 1LL << 35, 255, 1e9, 2.5f, 3.75L, &n, 65535, 7, -1LL), n / 100);
  printf("%d\n", nested(nested(0, 0, 1), nested(0, 0, 2), nested(0, nested(0, 0, 0), 3)));
  return 0;
}
