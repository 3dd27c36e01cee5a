#include <stdio.h>

static int values[3] = {3, 4, 5};
static long long wide = 100;
static double real = 1.5;
struct {
  unsigned low : 5, high : 11;
} bits = {3, 4};

static int change(void) {
  values[0] = 10;
  wide = 200;
  real = 2.5;
  bits.high = 1000;
  return 1;
}

static struct pair {
  int a;
} one = {1}, two = {100}, *place = &one;

static int move(void) {
  place = &two;
  return 3;
}

int main(void) {
  place->a += move();
  printf("%d %d\n", one.a, two.a);
  // The call comes first, then the old value is read.
  values[0] += change();
  printf("%d\n", values[0]);
  wide = 7;
  wide -= change();
  printf("%lld\n", wide);
  real = 0;
  real *= change() + 1;
  printf("%g\n", real);
  bits.high = 0;
  bits.high |= change();
  printf("%u\n", bits.high);
  int *p = values;
  *p <<= change() + 1;
  printf("%d %d\n", *p, (values[0] = 1, values[0] += change()));
  return 0;
}
