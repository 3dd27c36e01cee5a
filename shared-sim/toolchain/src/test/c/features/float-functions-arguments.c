#include <stdio.h>

static float average(float a, float b) { return (a + b) / 2; }
static double poly(double x, const double *c, int n) {
  double r = 0;
  while (n--) r = r * x + c[n];
  return r;
}
static long double ext(int a, long double b, char c, double d) { return a + b + c + d; }
static double select(int n, float a, double b, long double c) {
  return n == 0 ? a : n == 1 ? b : (double)c;
}

int main(void) {
  double c[] = {1, -2, 0.5, 4};
  printf("%g %g\n", average(1, 4), average(2.5f, -0.5f));
  printf("%g %g\n", poly(2, c, 4), poly(-0.5, c, 4));
  printf("%Lg\n", ext(1, 2.5L, 3, 0.25));
  for (int i = 0; i < 3; i++) printf("%g ", select(i, 1.5f, 2.5, 3.5L));
  putchar('\n');
  float (*f)(float, float) = average;
  printf("%g\n", f(f(1, 2), f(3, 4)));
  average(5, 6);
  printf("%g\n", average(1, 2) + average(3, 4) * average(5, 6) - average(7, 8) / average(1, 1));
  return 0;
}
