/* Powers of e and 2. f2xm1 computes 2^x - 1 for x from -1 to 1. */
#include "../internal/math.h"
#include "../internal/x87.h"

X87_UNARY(two_to_x_minus_1, "f2xm1")

/* 2^integer * 2^fraction. */
static long double power_of_two(long double integer, long double fraction) {
  return ldexpl(two_to_x_minus_1(fraction) + 1, (int)integer);
}

static int beyond_range(long double exponent) { return !(fabsl(exponent) < 17000); }

static long double limit(long double x) { return isnan(x) ? x : x > 0 ? INFINITY : 0; }

long double exp2l(long double x) {
  long double integer = rintl(x);
  return beyond_range(x) ? limit(x) : power_of_two(integer, x - integer);
}

/* What is left after multiples of ln 2 is exact because those are taken off in two parts. */
long double expl(long double x) {
  long double integer = rintl(x * LOG2_E);
  long double rest;
  if (beyond_range(integer)) {
    return limit(x);
  }
  rest = x - integer * LN2_HIGH - integer * LN2_LOW;
  return power_of_two(integer, rest * LOG2_E);
}

long double expm1l(long double x) {
  return fabsl(x) < 0.5L ? two_to_x_minus_1(x * LOG2_E) : expl(x) - 1;
}

NARROW(exp)
NARROW(exp2)
NARROW(expm1)
