#include <stdio.h>

static const char *bucket(double v) {
  if (v < -1) return "low";
  if (v <= 0) return v == 0 ? "zero" : "small negative";
  if (v > 100 || v != v) return "high or nan";
  return v >= 1 && v < 10 ? "digit" : "positive";
}

static int max3(float a, float b, float c) {
  float m = a > b ? (a > c ? a : c) : (b > c ? b : c);
  return (int)m;
}

int main(void) {
  double zero = 0, v[] = {-5, -1, -0.5, -0.0, 0.25, 1, 9.5, 10, 101};
  for (int i = 0; i < 9; i++) puts(bucket(v[i]));
  puts(bucket(zero / zero));
  printf("%d %d %d\n", max3(1, 2, 3), max3(9, 2, 3), max3(1, 8, 3));
  int i = 5;
  unsigned u = 7;
  long long l = -1;
  printf("%d%d%d%d\n", i < 5.5, u > 6.5f, l < 0.0, 0.0L > l);
  return 0;
}
