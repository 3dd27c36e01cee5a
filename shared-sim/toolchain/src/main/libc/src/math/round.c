#include "../internal/math.h"

/* Halves go away from zero. */
long double roundl(long double x) {
  long double integer = truncl(fabsl(x));
  if (fabsl(x) - integer >= 0.5L) {
    integer += 1;
  }
  return copysignl(integer, x);
}

NARROW(round)
