#include <stdio.h>

int main(void) {
  unsigned v[] = {1, 2, 0x80, 0x12345678, 0x80000000u, 0xffffffffu};
  for (int i = 0; i < 6; i++)
    printf("%d %d %d %d\n", __builtin_clz(v[i]), __builtin_ctz(v[i]), __builtin_popcount(v[i]),
           __builtin_parity(v[i]));
  unsigned long long w[] = {1, 1ULL << 32, 0xf00000000ULL, 0x8000000000000000ULL};
  for (int i = 0; i < 4; i++)
    printf("%d %d %d\n", __builtin_clzll(w[i]), __builtin_ctzll(w[i]), __builtin_popcountll(w[i]));
  for (int i = 0; i < 5; i++) printf("%d ", __builtin_ffs(i * 12));
  printf("%d\n", __builtin_ffsll(1LL << 45));
  enum { FOLDED = __builtin_popcount(0xff) + __builtin_clz(1) + __builtin_ctz(8) };
  printf("%d\n", FOLDED);
  return 0;
}
