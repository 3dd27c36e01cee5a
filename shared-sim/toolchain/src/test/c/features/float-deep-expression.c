#include <stdio.h>

static double id(double v) { return v; }

int main(void) {
  double a = 1, b = 2, c = 4, d = 8;
  double r = ((a + b) * (c + d) - (a - b) * (c - d)) / ((a + c) * (b + d) - (d - c));
  printf("%.4f\n", r * 46);
  double deep = a + (b + (c + (d + (a + (b + (c + (d + (a + (b + (c + d))))))))));
  printf("%g\n", deep);
  double left = ((((((((((a * b) + c) - d) * b) + a) * c) - b) + d) * a) - c) * b;
  printf("%g\n", left);
  double calls = id(a) + (id(b) + (id(c) + (id(d) + (id(a) + (id(b) + (id(c) + (id(d) + id(a))))))));
  printf("%g\n", calls);
  printf("%g\n", (a + b) * ((c + d) * ((a + d) * ((b + c) * ((a + c) * ((b + d) * ((a - d) * (c - b))))))));
  int i = (a < b) + (c < d) * (id(a) > 0 && id(b) < id(c) ? 10 : 20);
  printf("%d\n", i);
  return 0;
}
