#include <stdio.h>

int main(void) {
  unsigned long long v[] = {1, 3, 10, 0xffffffffULL, 0x100000000ULL, 0x100000001ULL,
                            0x8000000000000000ULL, 0xffffffffffffffffULL, 0xfffffffe00000001ULL};
  for (int i = 0; i < 9; i++)
    for (int j = 0; j < 9; j++)
      printf("%llu %llu\n", v[i] / v[j], v[i] % v[j]);
  printf("%llu\n", -1LL / 3ULL);
  return 0;
}
