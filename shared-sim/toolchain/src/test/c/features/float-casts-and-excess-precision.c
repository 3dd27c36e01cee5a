// Which real values are rounded to their type: casts, assignments, arguments, results; not operands.
#include <stdio.h>
static volatile float vf = 1.1f, vg = 1.3f;
static volatile double vd = 1.1, ve = 1.3;
static volatile long double vl = 1.1L;
static volatile int vi = 16777217;
static volatile unsigned long long vu = 0x8000000000000401ull;
static void p(const char *n, long double x) { printf("%s %La\n", n, x); }
static double retfd(float a, float b) { return a / b; }
static void argd(const char *n, double x) { p(n, x); }
int main(void) {
  float f = vf, g = vg; double d = vd, e = ve; long double l = vl; int i = vi; unsigned long long u = vu;
  double as; float af;
  p("f/g", f / g);
  p("(double)(f/g)", (double)(f / g));
  p("(long double)(f/g)", (long double)(f / g));
  p("(double)(float)(f/g)", (double)(float)(f / g));
  p("(long double)(double)(f/g)", (long double)(double)(f / g));
  p("(float)(double)(f/g)", (float)(double)(f / g));
  p("d + f/g", d + f / g);
  p("d + (double)(f/g)", d + (double)(f / g));
  p("l + (double)(f/g)", l + (double)(f / g));
  p("l + f/g", l + f / g);
  p("l + (float)(d/e)", l + (float)(d / e));
  p("as = f/g", (as = f / g)); p("as", as);
  p("as = (double)(f/g)", (as = (double)(f / g)));
  p("retfd", retfd(f, g)); argd("argd", f / g); argd("argd cast", (double)(f / g));
  printf("%d %d %d %d\n", f / g == (double)(f / g), (double)(f / g) == (as = f / g), d / e == (double)(d / e), (double)(d / e) == (as = d / e));
  p("(double)-(f/g)", (double)-(f / g)); p("-(double)(f/g)", -(double)(f / g));
  p("(double)(c ? f/g : f)", (double)(i ? f / g : f));
  p("(double)(c ? f/g : d)", (double)(i ? f / g : d));
  p("c ? f/g : d", i ? f / g : d);
  p("c ? i : f", vg > 100 ? f : i); p("c ? i : f/g", vg > 100 ? f / g : i);
  p("(double)(0, f/g)", (double)(0, f / g)); p("0, f/g", (0, f / g));
  p("(double)({f/g;})", (double)({ f / g; })); p("({d/e;})", ({ d / e; }));
  p("i + f", i + f); p("i * d", i * d); p("u + d", u + d); p("u * f", u * f); p("u - d", u - (double)u); p("(float)u", (float)u); p("l + u", l + u);
  printf("%d %d %d %d %d\n", i == (float)i, i > (float)i, u == (double)u, u > (double)u, (float)i < i);
  af = f; af += i; p("f += i", af); af = f; af *= u; p("f *= u", af);
  i += f; printf("%d\n", i);
  i = vi; i *= 1.5f; printf("%d\n", i); i = vi; i -= f; printf("%d\n", i);
  long long w = vu >> 1; w += f; printf("%llx\n", w);
  af = vi; p("af = i", af); af = vu; p("af = u", af); as = vu; p("as = u", as);
  float init = vi; p("init", init); argd("arg u", vu); 
  p("elvis", f / g ?: 1); p("(double)elvis", (double)(f / g ?: 1));
  p("fabs", __builtin_fabs(d / e)); p("fabsf", __builtin_fabsf(d / e)); p("fabsl", __builtin_fabsl(d / e));
  p("(float)f*", (float)f * g); p("(double)f*g", (double)f * g); p("(double)f / g", (double)f / g);
  p("(float)(f*g) * f", (float)(f * g) * f);
  p("(double)(f) / (double)(g)", (double)(f) / (double)(g));
  p("f++ /", (double)(f++ / g)); p("+=", (double)(af += f / g)); p("/=", (as /= f / g));
  printf("%d\n", (int)((f / g) * 1e9)); printf("%d\n", (_Bool)((double)(f / g) - f / g));
  if ((double)(f / g) == f / g) p("eq", 1); else p("ne", 1);
  switch ((int)(float)(d / e * 1e8)) { case 84615384: p("a", 1); break; default: p("b", (int)(float)(d / e * 1e8)); }
  double arr[2] = {f / g, (double)(f / g)}; p("arr", arr[0]); p("arr", arr[1]);
  p("!", !((double)(f / g) - f / g)); p("&&", (double)(f / g) - f / g && 1);
  return 0;
}
