#include "../internal/math.h"
#include "../internal/x87.h"

/* The angle of the point (x, y), in all four quadrants. */
X87_BINARY(angle, "fpatan")

long double atan2l(long double y, long double x) { return angle(y, x); }

long double atanl(long double x) { return angle(x, 1); }

long double asinl(long double x) { return angle(x, sqrtl((1 - x) * (1 + x))); }

long double acosl(long double x) { return 2 * angle(sqrtl(1 - x), sqrtl(1 + x)); }

NARROW(atan)
NARROW(asin)
NARROW(acos)
NARROW_2(atan2)
