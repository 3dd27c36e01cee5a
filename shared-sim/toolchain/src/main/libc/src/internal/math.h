/* The functions of double and float compute as long double and round once. */
#ifndef INTERNAL_MATH_H
#define INTERNAL_MATH_H

#include <math.h>

#define NARROW(name)                                      \
  double name(double x) { return (double)name##l(x); }    \
  float name##f(float x) { return (float)name##l(x); }

#define NARROW_2(name)                                                \
  double name(double x, double y) { return (double)name##l(x, y); }   \
  float name##f(float x, float y) { return (float)name##l(x, y); }

/* ln 2 in two parts: the first has 40 bits, so small multiples of it are exact. */
#define LN2_HIGH 0xb17217f7d1p-40L
#define LN2_LOW 0xcf79abc9e3b39803p-104L
#define LOG2_E 1.44269504088896340735992468100189214L
#define PI 3.14159265358979323846264338327950288L

/* Brings x into -pi/4 to pi/4 by multiples of pi/2; returns how many, modulo 4. */
int __reduce(long double x, long double *reduced);

#endif
