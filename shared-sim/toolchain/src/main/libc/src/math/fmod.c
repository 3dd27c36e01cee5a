/* Remainders, which the x87 finds a part of the quotient at a time (SDM vol. 2, FPREM). */
#include "../internal/math.h"
#include "../internal/x87.h"

#define UNTIL_COMPLETE(instruction) \
  "1:\n\t" instruction "\n\tfnstsw %%ax\n\tsahf\n\tjp 1b\n\tfstp %%st(1)"

X87_BINARY(truncating, UNTIL_COMPLETE("fprem"))
X87_BINARY(rounding, UNTIL_COMPLETE("fprem1"))

long double fmodl(long double x, long double y) { return truncating(y, x); }

long double remainderl(long double x, long double y) { return rounding(y, x); }

NARROW_2(fmod)
NARROW_2(remainder)

/* Three bits of the quotient: what is left modulo 8 y says them. */
long double remquol(long double x, long double y, int *quotient) {
  long double rest = remainderl(x, y);
  long double eighth = fmodl(fabsl(x), 8 * fabsl(y));
  int bits = isinf(8 * y) ? (int)rintl(fabsl(x) / fabsl(y)) : 0;
  if (!isinf(8 * y)) {
    bits = (int)rintl((eighth - (signbit(x) ? -rest : rest)) / fabsl(y));
  }
  *quotient = signbit(x) != signbit(y) ? -(bits & 7) : bits & 7;
  return rest;
}

double remquo(double x, double y, int *quotient) { return (double)remquol(x, y, quotient); }

float remquof(float x, float y, int *quotient) { return (float)remquol(x, y, quotient); }
