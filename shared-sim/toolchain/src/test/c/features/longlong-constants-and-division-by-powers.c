#include <stdio.h>

int main(void) {
  long long v[] = {0, 1, -1, 7, -7, 8, -8, 1000000000000LL, -1000000000001LL};
  for (int i = 0; i < 9; i++) {
    long long x = v[i];
    unsigned long long u = (unsigned long long)x;
    printf("%lld %lld %lld %lld ", x / 8, x % 8, x / -4, x / 4294967296LL);
    printf("%llu %llu %llu %lld %lld\n", u / 16, u % 16, u / 10, x / 10, x % 1000);
  }
  return 0;
}
