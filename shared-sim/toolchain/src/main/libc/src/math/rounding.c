/* To integers that are still floating-point numbers. */
#include "../internal/math.h"
#include "../internal/x87.h"

X87_UNARY(round_to_integer, "frndint")

long double floorl(long double x) { return x87_round(x, ROUND_DOWN); }

long double ceill(long double x) { return x87_round(x, ROUND_UP); }

long double truncl(long double x) { return x87_round(x, ROUND_TO_ZERO); }

/* In the mode that is set. */
long double rintl(long double x) { return round_to_integer(x); }

long double nearbyintl(long double x) { return round_to_integer(x); }

long double modfl(long double x, long double *integer) {
  *integer = truncl(x);
  return isinf(x) ? copysignl(0, x) : copysignl(x - *integer, x);
}

double modf(double x, double *integer) {
  long double part;
  long double fraction = modfl(x, &part);
  *integer = (double)part;
  return (double)fraction;
}

float modff(float x, float *integer) {
  long double part;
  long double fraction = modfl(x, &part);
  *integer = (float)part;
  return (float)fraction;
}

NARROW(floor)
NARROW(ceil)
NARROW(trunc)
NARROW(rint)
NARROW(nearbyint)
