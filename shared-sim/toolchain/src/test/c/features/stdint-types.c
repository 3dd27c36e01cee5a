#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  int8_t a = INT8_MIN;
  uint8_t b = UINT8_MAX;
  int16_t c = INT16_MIN;
  uint16_t d = UINT16_MAX;
  int32_t e = INT32_MIN;
  uint32_t f = UINT32_MAX;
  int64_t g = INT64_MIN;
  uint64_t h = UINT64_MAX;
  printf("%d %d %d %d %ld %lu %lld %llu\n", a, b, c, d, (long)e, (unsigned long)f, (long long)g,
         (unsigned long long)h);
  printf("%d %d %d %d\n", (int)sizeof(int8_t), (int)sizeof(int16_t), (int)sizeof(int32_t),
         (int)sizeof(int64_t));
  printf("%d %d %d\n", (int)sizeof(intptr_t), (int)sizeof(size_t), (int)sizeof(ptrdiff_t));
  int x;
  uintptr_t p = (uintptr_t)&x;
  printf("%d %d\n", (int *)p == &x, (int)(p % sizeof(int)));
  printf("%lld\n", (long long)(INT64_C(1) << 40));
  printf("%llu\n", (unsigned long long)(UINT64_C(0) - 1));
  printf("%d %d\n", (int)sizeof(intmax_t), SIZE_MAX == UINT32_MAX);
  return 0;
}
