#include <stdio.h>

static double root(double v) {
  asm("fsqrt" : "+t"(v));
  return v;
}

static double absolute(double v) {
  double r;
  asm("fabs" : "=t"(r) : "0"(v));
  return r;
}

static double load(const double *p) {
  double r;
  asm("fldl %1" : "=t"(r) : "m"(*p));
  return r;
}

int main(void) {
  double d = 2.25;
  printf("%g %g %g\n", root(d), absolute(-3.5), load(&d));
  unsigned short control;
  asm("fnstcw %0" : "=m"(control));
  printf("%d\n", control >> 8 & 3);
  return 0;
}
