#include <stdio.h>

static const char *test(long long v) {
  if (v) return "nonzero";
  return "zero";
}

int main(void) {
  long long high = 1LL << 40, zero = 0;
  puts(test(high));
  puts(test(zero));
  puts(high ? "t" : "f");
  puts(!high ? "t" : "f");
  puts(high && !zero ? "t" : "f");
  puts(zero || high ? "t" : "f");
  int n = 0;
  while (high) {
    high >>= 7;
    n++;
  }
  do n += 10; while (zero);
  for (unsigned long long u = 3; u; u--) n += 100;
  printf("%d\n", n);
  _Bool b = 1LL << 50;
  printf("%d\n", b);
  return zero ? 1 : 0;
}
