#include "../internal/math.h"

/* e^x itself would overflow before half of it does. */
static long double half_exp(long double x) { return expl(x - LN2_HIGH - LN2_LOW); }

long double sinhl(long double x) {
  long double a = fabsl(x);
  long double t;
  if (a > 40) {
    return copysignl(half_exp(a), x);
  }
  t = expm1l(a);
  return copysignl((t + t / (t + 1)) / 2, x);
}

long double coshl(long double x) {
  long double a = fabsl(x);
  long double e;
  if (a > 40) {
    return half_exp(a);
  }
  e = expl(a);
  return (e + 1 / e) / 2;
}

long double tanhl(long double x) {
  long double t;
  if (fabsl(x) > 40) {
    return copysignl(1, x);
  }
  t = expm1l(2 * fabsl(x));
  return copysignl(t / (t + 2), x);
}

long double asinhl(long double x) {
  long double a = fabsl(x);
  if (!(a < 0x1p40L)) {
    return copysignl(logl(a) + LN2_HIGH + LN2_LOW, x);
  }
  return copysignl(log1pl(a + a * a / (1 + sqrtl(a * a + 1))), x);
}

long double acoshl(long double x) {
  if (x > 0x1p40L) {
    return logl(x) + LN2_HIGH + LN2_LOW;
  }
  /* Below 1 the root of a negative number is a NaN. */
  return log1pl(x - 1 + sqrtl(x - 1) * sqrtl(x + 1));
}

long double atanhl(long double x) {
  long double a = fabsl(x);
  return copysignl(log1pl(2 * a / (1 - a)) / 2, x);
}

NARROW(sinh)
NARROW(cosh)
NARROW(tanh)
NARROW(asinh)
NARROW(acosh)
NARROW(atanh)
