#include <stdio.h>

static long long counter[3];

static long long *at(int i) { return &counter[i]; }

int main(void) {
  for (int i = 0; i < 3; i++) *at(i) = 0xfffffffeLL + i;
  for (int i = 0; i < 3; i++) {
    long long old = (*at(i))++;
    long long now = ++*at(i);
    printf("%lld %lld %lld\n", old, now, counter[i]);
  }
  long long *p = counter;
  printf("%lld\n", *p++);
  p++;
  *p-- -= 5;
  p[0] *= -3;
  printf("%lld %lld %lld %d\n", counter[0], counter[1], counter[2], (int)(p - counter));
  return 0;
}
