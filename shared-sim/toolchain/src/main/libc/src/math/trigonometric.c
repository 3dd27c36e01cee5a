#include "../internal/math.h"
#include "../internal/x87.h"

X87_UNARY(sine, "fsin")
X87_UNARY(cosine, "fcos")
X87_UNARY(tangent, "fptan\n\tfstp %%st(0)")

static int undefined(long double x) { return isinf(x) || isnan(x); }

long double sinl(long double x) {
  long double r;
  if (undefined(x)) {
    return x - x;
  }
  switch (__reduce(x, &r)) {
    case 0:
      return sine(r);
    case 1:
      return cosine(r);
    case 2:
      return -sine(r);
    default:
      return -cosine(r);
  }
}

long double cosl(long double x) {
  long double r;
  if (undefined(x)) {
    return x - x;
  }
  switch (__reduce(x, &r)) {
    case 0:
      return cosine(r);
    case 1:
      return -sine(r);
    case 2:
      return -cosine(r);
    default:
      return sine(r);
  }
}

long double tanl(long double x) {
  long double r;
  if (undefined(x)) {
    return x - x;
  }
  return __reduce(x, &r) & 1 ? -1 / tangent(r) : tangent(r);
}

NARROW(sin)
NARROW(cos)
NARROW(tan)

void sincosl(long double x, long double *sin_x, long double *cos_x) {
  *sin_x = sinl(x);
  *cos_x = cosl(x);
}

void sincos(double x, double *sin_x, double *cos_x) {
  *sin_x = sin(x);
  *cos_x = cos(x);
}

void sincosf(float x, float *sin_x, float *cos_x) {
  *sin_x = sinf(x);
  *cos_x = cosf(x);
}
