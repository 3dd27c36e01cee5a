#include "../internal/math.h"

/* Both are brought near 1, so that their squares neither overflow nor vanish. */
long double hypotl(long double x, long double y) {
  long double larger = fmaxl(fabsl(x), fabsl(y));
  int exponent;
  if (isinf(x) || isinf(y)) {
    return INFINITY;
  }
  if (isnan(x) || isnan(y) || larger == 0) {
    return fabsl(x) + fabsl(y);
  }
  exponent = ilogbl(larger);
  x = scalbnl(x, -exponent);
  y = scalbnl(y, -exponent);
  return scalbnl(sqrtl(x * x + y * y), exponent);
}

NARROW_2(hypot)
