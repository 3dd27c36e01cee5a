/* x * y + z. The product is taken exactly, as a sum of two numbers. */
#include "../internal/math.h"

/* The higher half of the bits (Veltkamp). */
static long double upper(long double x) {
  long double c = x * 4294967297.0L;
  return c - (c - x);
}

long double fmal(long double x, long double y, long double z) {
  long double product = x * y;
  long double x_high = upper(x);
  long double y_high = upper(y);
  long double x_low = x - x_high;
  long double y_low = y - y_high;
  long double error =
      ((x_high * y_high - product) + x_high * y_low + x_low * y_high) + x_low * y_low;
  long double sum = product + z;
  long double shift = sum - product;
  long double lost = (product - (sum - shift)) + (z - shift);
  if (isinf(sum) || isnan(sum) || isnan(error)) {
    return sum;
  }
  return sum + (lost + error);
}

double fma(double x, double y, double z) { return (double)fmal(x, y, z); }

float fmaf(float x, float y, float z) { return (float)((long double)x * y + z); }
