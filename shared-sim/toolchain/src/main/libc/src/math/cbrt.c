#include "../internal/math.h"

/* A first value from logarithms, then one step of Newton's method. */
long double cbrtl(long double x) {
  long double a = fabsl(x);
  long double root;
  if (x == 0 || isinf(x) || isnan(x)) {
    return x;
  }
  root = exp2l(log2l(a) / 3);
  root -= (root - a / (root * root)) / 3;
  return copysignl(root, x);
}

NARROW(cbrt)
