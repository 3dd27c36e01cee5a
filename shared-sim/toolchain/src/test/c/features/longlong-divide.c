#include <stdio.h>

int main(void) {
  long long v[] = {1, -1, 7, -7, 10, 4294967296LL, -4294967297LL, 1000000000000LL,
                   9223372036854775807LL, -9223372036854775807LL};
  for (int i = 0; i < 10; i++)
    for (int j = 0; j < 10; j++)
      printf("%lld %lld\n", v[i] / v[j], v[i] % v[j]);
  long long x = 123456789012345LL;
  x /= 1000;
  x %= 1000000;
  printf("%lld\n", x);
  int i = 100;
  i /= 7LL;
  printf("%d\n", i);
  return 0;
}
