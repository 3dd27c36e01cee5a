/* Fraction and power of two. */
#include <limits.h>

#include "../internal/ieee.h"
#include "../internal/math.h"
#include "../internal/x87.h"

X87_BINARY(scale, "fscale\n\tfstp %%st(1)")
X87_UNARY(extract_exponent, "fxtract\n\tfstp %%st(0)")

static int unchanged(long double x) { return x == 0 || isinf(x) || isnan(x); }

/* Beyond these nothing changes any more, and fscale takes no larger ones. */
long double scalblnl(long double x, long exponent) {
  if (exponent > 33000) {
    exponent = 33000;
  } else if (exponent < -33000) {
    exponent = -33000;
  }
  return unchanged(x) ? x : scale(exponent, x);
}

long double scalbnl(long double x, int exponent) { return scalblnl(x, exponent); }

long double ldexpl(long double x, int exponent) { return scalblnl(x, exponent); }

double scalbln(double x, long exponent) { return (double)scalblnl(x, exponent); }

double scalbn(double x, int exponent) { return (double)scalblnl(x, exponent); }

double ldexp(double x, int exponent) { return (double)scalblnl(x, exponent); }

float scalblnf(float x, long exponent) { return (float)scalblnl(x, exponent); }

float scalbnf(float x, int exponent) { return (float)scalblnl(x, exponent); }

float ldexpf(float x, int exponent) { return (float)scalblnl(x, exponent); }

int ilogbl(long double x) {
  if (x == 0) {
    return FP_ILOGB0;
  }
  if (isnan(x)) {
    return FP_ILOGBNAN;
  }
  return isinf(x) ? INT_MAX : (int)extract_exponent(x);
}

int ilogb(double x) { return ilogbl(x); }

int ilogbf(float x) { return ilogbl(x); }

long double logbl(long double x) {
  if (x == 0) {
    return -1 / fabsl(x);
  }
  if (isinf(x) || isnan(x)) {
    return x * x;
  }
  return extract_exponent(x);
}

NARROW(logb)

long double frexpl(long double x, int *exponent) {
  *exponent = 0;
  if (unchanged(x)) {
    return x;
  }
  *exponent = ilogbl(x) + 1;
  return scalblnl(x, -*exponent);
}

double frexp(double x, int *exponent) { return (double)frexpl(x, exponent); }

float frexpf(float x, int *exponent) { return (float)frexpl(x, exponent); }
