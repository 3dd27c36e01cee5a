/* Logarithms: fyl2x gives y * log2 x, fyl2xp1 is exact where x is near 1. */
#include "../internal/math.h"
#include "../internal/x87.h"

X87_BINARY(y_log2_x, "fyl2x")
X87_BINARY(y_log2_x_plus_1, "fyl2xp1")
X87_UNARY(load_ln2, "fstp %%st(0)\n\tfldln2")
X87_UNARY(load_log10_2, "fstp %%st(0)\n\tfldlg2")

static long double logarithm(long double factor, long double x) {
  long double beyond = x - 1;
  return fabsl(beyond) < 0.25L ? y_log2_x_plus_1(factor, beyond) : y_log2_x(factor, x);
}

long double logl(long double x) { return logarithm(load_ln2(0), x); }

long double log10l(long double x) { return logarithm(load_log10_2(0), x); }

long double log2l(long double x) { return logarithm(1, x); }

long double log1pl(long double x) {
  return fabsl(x) < 0.25L ? y_log2_x_plus_1(load_ln2(0), x) : logl(1 + x);
}

NARROW(log)
NARROW(log10)
NARROW(log2)
NARROW(log1p)
