#include <stdio.h>

static double g = 2.5;

int main(void) {
  double d = 0.5, *p = &d;
  printf("%g ", d++);
  printf("%g ", ++d);
  printf("%g ", (*p)--);
  printf("%g\n", --*p);
  for (double x = 0; x < 1; x += 0.25) printf("%g ", x);
  putchar('\n');
  if (d) puts("true");
  if (!(d - 0.5)) puts("zero");
  printf("%d %d %d\n", d && g, !d, d || 0);
  while (g > 0) g -= 1;
  printf("%g\n", g);
  d = g = 4;
  printf("%g %g\n", d, g);
  int i = d > 3 ? 1.9 : 2.9;
  printf("%d %g\n", i, i ? d : 1);
  double m[2][2] = {{1, 2}, {3, 4}};
  m[1][0] -= m[0][1] * m[1][1];
  printf("%g\n", m[1][0]);
  return 0;
}
