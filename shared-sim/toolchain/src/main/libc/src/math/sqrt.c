#include "../internal/math.h"
#include "../internal/x87.h"

X87_UNARY(square_root, "fsqrt")

long double sqrtl(long double x) { return square_root(x); }

/* With the precision set to 53 bits fsqrt rounds once; from 64 bits the result would be rounded
   twice. */
double sqrt(double x) {
  double result;
  unsigned short control;
  unsigned short to_double;
  __asm__ volatile("fnstcw %0" : "=m"(control));
  to_double = (unsigned short)((control & 0xfcff) | 0x0200);
  __asm__ volatile(
      "fldcw %2\n\t"
      "fldl %1\n\t"
      "fsqrt\n\t"
      "fstpl %0\n\t"
      "fldcw %3"
      : "=m"(result)
      : "m"(x), "m"(to_double), "m"(control));
  return result;
}

float sqrtf(float x) { return (float)sqrtl(x); }
