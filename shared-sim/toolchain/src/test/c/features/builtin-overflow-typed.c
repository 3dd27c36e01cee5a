#include <stdio.h>

#define SHOW(format, function, result, ...) \
  do { \
    int lost = function(__VA_ARGS__, &result); \
    printf("%d " format "\n", lost, result); \
  } while (0)

/* These convert their operands as a function with a prototype would. */
int main(void) {
  volatile int minus = -1;
  volatile unsigned all = 0xffffffffu;
  volatile long long wide = 0x100000001LL;
  unsigned u;
  int s;
  long l;
  unsigned long ul;
  long long ll;
  unsigned long long ull;
  SHOW("%u", __builtin_uadd_overflow, u, minus, 1);
  SHOW("%d", __builtin_sadd_overflow, s, all, 1);
  SHOW("%u", __builtin_usub_overflow, u, wide, 2);
  SHOW("%d", __builtin_ssub_overflow, s, all, 0x80000000u);
  SHOW("%u", __builtin_umul_overflow, u, minus, minus);
  SHOW("%d", __builtin_smul_overflow, s, all, all);
  SHOW("%ld", __builtin_smull_overflow, l, all, 3);
  SHOW("%lu", __builtin_umull_overflow, ul, minus, 2);
  SHOW("%ld", __builtin_saddl_overflow, l, wide, all);
  SHOW("%lld", __builtin_smulll_overflow, ll, minus, all);
  SHOW("%llu", __builtin_uaddll_overflow, ull, minus, 1);
  SHOW("%llu", __builtin_usubll_overflow, ull, 0, minus);
  return 0;
}
