/* What has one right answer to the last bit; the others to 12 digits, since the last ones are not
   promised. */
#include <float.h>
#include <math.h>
#include <stdio.h>

#include "random.h"

static void number(const char *name, double value) {
  if (isnan(value)) {
    printf("%s nan\n", name);
  } else {
    printf("%s %.12g\n", name, value);
  }
}

static void exact(const char *name, double value) {
  if (isnan(value)) {
    printf("%s nan\n", name);
  } else {
    printf("%s %a\n", name, value);
  }
}

#define NUMBER(f) number(#f, f(x))
#define EXACT(f) exact(#f, f(x))
#define EXACT_2(f) exact(#f, f(x, y))

static void transcendental(double x, double y) {
  NUMBER(sin), NUMBER(cos), NUMBER(tan), NUMBER(asin), NUMBER(acos), NUMBER(atan);
  NUMBER(sinh), NUMBER(cosh), NUMBER(tanh), NUMBER(asinh), NUMBER(acosh), NUMBER(atanh);
  NUMBER(exp), NUMBER(exp2), NUMBER(expm1), NUMBER(log), NUMBER(log2), NUMBER(log10);
  NUMBER(log1p), NUMBER(cbrt), NUMBER(erf);
  number("atan2", atan2(x, y)), number("pow", pow(x, y)), number("hypot", hypot(x, y));
  number("sinf", (double)(float)(int)(sinf((float)x) * 1000));
  if (fabs(x) < 100) {
    NUMBER(erfc), NUMBER(tgamma), NUMBER(lgamma);
  }
}

static void exact_ones(double x, double y) {
  int exponent;
  double integer;
  volatile float root; /* in memory it has no more bits than a float */
  EXACT(sqrt), EXACT(fabs), EXACT(ceil), EXACT(floor), EXACT(trunc), EXACT(round), EXACT(rint);
  EXACT(nearbyint), EXACT(logb);
  EXACT_2(fmod), EXACT_2(remainder), EXACT_2(fdim);
  EXACT_2(copysign), EXACT_2(nextafter);
  if (x != y) {
    /* Of two zeros either may be the larger one. */
    EXACT_2(fmax), EXACT_2(fmin);
  }
  exact("nextafterf", nextafterf((float)x, (float)y));
  exact("frexp", frexp(x, &exponent));
  printf("%d\n", exponent);
  exact("modf", modf(x, &integer));
  exact("integer", integer);
  exact("ldexp", ldexp(x, random_below(300) - 150));
  exact("ldexp to denormal", ldexp(x, -1060));
  root = sqrtf((float)x);
  exact("sqrtf", root);
  exact("floorl", (double)floorl((long double)x / 3));
  if (fabs(x) < 1e9) {
    printf("%ld %ld %lld %lld\n", lround(x), lrint(x), llround(x * 1000), llrint(x * 1000));
  }
  printf("%d %d %d\n", ilogb(x), fpclassify(x), signbit(x) != 0);
  printf("%d %d %d %d\n", isnan(x) != 0, isinf(x) != 0, isfinite(x) != 0, isnormal(x) != 0);
  printf("%d %d\n", isless(x, y) != 0, isunordered(x, y) != 0);
}

int main(void) {
  static const double special[] = {0.0,      -0.0,    1.0,     -1.0,    0.5,      -0.5,  1.5,
                                   2.5,      INFINITY, -INFINITY, NAN,  DBL_MAX,  DBL_MIN,
                                   DBL_TRUE_MIN, 1e22, 3.0,    -3.0,    2.0};
  int count = (int)(sizeof special / sizeof special[0]);
  int i;
  int j;
  for (i = 0; i < count; i++) {
    transcendental(special[i], 0.5);
    for (j = 0; j < count; j++) {
      printf("%g %g\n", special[i], special[j]);
      exact_ones(special[i], special[j]);
      number("pow", pow(special[i], special[j]));
      number("atan2", atan2(special[i], special[j]));
      number("hypot", hypot(special[i], special[j]));
    }
  }
  for (i = 0; i < 3000; i++) {
    double x = (double)(long long)random_word() / (1LL << (40 + random_below(24)));
    double y = (double)(long long)random_word() / (1LL << (50 + random_below(14)));
    printf("%a %a\n", x, y);
    exact_ones(x, y);
    exact_ones(random_double(), random_double());
    transcendental(x, y);
  }
  number("sin of pi", sin(M_PI));
  number("cos of 1e22", cos(1e22));
  number("sin of a large one", sin(0x1.fffffffffffffp1023));
  return 0;
}
