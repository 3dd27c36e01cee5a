#include "../internal/math.h"

static int is_odd(long double y) { return fabsl(fmodl(y, 2)) == 1; }

/* By squaring, which is exact as long as the results are. */
static long double power_of_integer(long double x, unsigned n) {
  long double result = 1;
  for (; n > 0; n >>= 1) {
    if (n & 1) {
      result *= x;
    }
    x *= x;
  }
  return result;
}

/* 2^(y * log2 x), for x above 0. With x = 2^k * m the product of y and k is split into its integer
   and its fraction before that of y and log2 m is added, so that it keeps its bits. */
static long double power_of_positive(long double x, long double y) {
  int k;
  long double m = frexpl(x, &k);
  long double first;
  long double second;
  long double integer;
  if (m < 0.70710678118654752440L) {
    m *= 2;
    k--;
  }
  first = y * k;
  second = y * log2l(m);
  if (!(fabsl(first + second) < 17000)) {
    return first + second > 0 ? INFINITY : 0;
  }
  integer = rintl(first);
  first -= integer;
  integer += rintl(second);
  second -= rintl(second);
  return ldexpl(exp2l(first + second), (int)integer);
}

/* x is 0 or infinite. */
static long double power_of_limit(long double x, long double y) {
  int to_zero = (x == 0) == (y > 0);
  long double size = to_zero ? 0 : INFINITY;
  if (x == 0 && y < 0) {
    size = 1 / fabsl(x);
  }
  return signbit(x) && is_odd(y) ? -size : size;
}

static long double power_to_infinity(long double x, long double y) {
  if (fabsl(x) == 1) {
    return 1;
  }
  return (fabsl(x) > 1) == (y > 0) ? INFINITY : 0;
}

long double powl(long double x, long double y) {
  int integer = rintl(y) == y;
  if (y == 0 || x == 1) {
    return 1;
  }
  if (isnan(x) || isnan(y)) {
    return x + y;
  }
  if (isinf(y)) {
    return power_to_infinity(x, y);
  }
  if (x == 0 || isinf(x)) {
    return power_of_limit(x, y);
  }
  if (x < 0 && !integer) {
    return (x - x) / (x - x);
  }
  if (integer && y > 0 && y <= 64) {
    return power_of_integer(x, (unsigned)y);
  }
  if (integer && y < 0 && y >= -64 && fabsl(x) < 0x1p200L && fabsl(x) > 0x1p-200L) {
    return 1 / power_of_integer(x, (unsigned)-y);
  }
  return x < 0 && is_odd(y) ? -power_of_positive(-x, y) : power_of_positive(fabsl(x), y);
}

NARROW_2(pow)
