#include <stdio.h>

static double sum(const double *v, int n) {
  double t = 0;
  for (int i = 0; i < n; i++) t += v[i];
  return t;
}

static float horner(const float *c, int n, float x) {
  float r = c[n - 1];
  for (int i = n - 2; i >= 0; i--) r = r * x + c[i];
  return r;
}

int main(void) {
  double v[8], product = 1;
  for (int i = 0; i < 8; i++) v[i] = (i - 3) * 0.5;
  printf("%g\n", sum(v, 8));
  for (int i = 1; i <= 15; i++) product *= i;
  printf("%.0f\n", product);
  float c[] = {1, -0.5f, 2, 0.25f};
  printf("%g %g\n", horner(c, 4, 2), horner(c, 4, -1));
  double m = v[0];
  for (int i = 1; i < 8; i++)
    if (v[i] > m) m = v[i];
  printf("%g\n", m);
  int count = 0;
  for (double x = 1; x < 1e6; x *= 2) count++;
  printf("%d\n", count);
  return 0;
}
