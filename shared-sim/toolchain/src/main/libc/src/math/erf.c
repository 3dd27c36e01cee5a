#include "../internal/math.h"

#define TWO_OVER_SQRT_PI 1.12837916709551257389615890312154517L

/* The series 2/sqrt(pi) * e^(-x^2) * sum of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)), all of whose
   terms are positive. */
static long double series(long double x) {
  long double term = x;
  long double sum = x;
  int n;
  for (n = 1; term > sum * 1e-21L; n++) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * expl(-x * x) * sum;
}

/* The continued fraction of e^(x^2) erfc x, from a depth where it no longer matters. */
static long double fraction(long double x) {
  long double value = x;
  int n;
  for (n = 200; n > 0; n--) {
    value = x + n / 2.0L / value;
  }
  return expl(-x * x) * TWO_OVER_SQRT_PI / 2 / value;
}

long double erfl(long double x) {
  long double a = fabsl(x);
  if (isnan(x)) {
    return x;
  }
  return copysignl(a < 2 ? series(a) : 1 - fraction(a), x);
}

long double erfcl(long double x) {
  if (isnan(x)) {
    return x;
  }
  if (x < 2) {
    return x < -2 ? 2 - fraction(-x) : 1 - erfl(x);
  }
  return x > 200 ? 0 : fraction(x);
}

NARROW(erf)
NARROW(erfc)
