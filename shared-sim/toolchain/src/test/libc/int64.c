/* 64-bit arithmetic, which the compiler leaves to the library where the processor has none. */
#include <stdio.h>

#include "random.h"

typedef unsigned long long u64;
typedef long long s64;

static u64 any(void) {
  u64 value = random_word() >> random_below(64);
  switch (random_below(6)) {
    case 0:
      return 0 - value;
    case 1:
      return 1ULL << random_below(64);
    case 2:
      return (1ULL << random_below(64)) - 1;
    default:
      return value;
  }
}

int main(void) {
  int i;
  for (i = 0; i < 50000; i++) {
    volatile u64 a = any();
    volatile u64 b = any();
    volatile int shift = random_below(64);
    volatile double d = (double)(s64)a / (1 << random_below(20));
    printf("%llx %llx: ", a, b);
    if (b) {
      printf("%llx %llx ", a / b, a % b);
      if ((s64)b != -1) {
        printf("%llx %llx ", (s64)a / (s64)b, (s64)a % (s64)b);
      }
    }
    printf("%llx %llx %llx %llx ", a * b, a << shift, a >> shift, (s64)a >> shift);
    printf("%d %d ", (s64)a < (s64)b, a < b);
    printf("%a %a %a ", (double)a, (double)(s64)a, (double)(float)a);
    printf("%lld", (s64)d);
    if (d >= 0) {
      printf(" %llu", (u64)d);
    }
    printf("\n");
  }
  return 0;
}
