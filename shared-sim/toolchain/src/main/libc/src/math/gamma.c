#include "../internal/math.h"

#define HALF_LOG_TWO_PI 0.918938533204672741780329736405617640L

int signgam;

/* Stirling's series, good from 20 on. */
static long double stirling(long double x) {
  static const long double coefficients[] = {
      1.0L / 12,       -1.0L / 360,      1.0L / 1260, -1.0L / 1680,
      1.0L / 1188,     -691.0L / 360360, 1.0L / 156,  -3617.0L / 122400,
      43867.0L / 244188,
  };
  long double sum = 0;
  int i;
  for (i = 8; i >= 0; i--) {
    sum = sum / (x * x) + coefficients[i];
  }
  return (x - 0.5L) * logl(x) - x + HALF_LOG_TWO_PI + sum / x;
}

/* gamma(x) = gamma(x + n) / (x (x + 1) ... (x + n - 1)). */
static long double positive_log_gamma(long double x) {
  long double product = 1;
  if (x == 1 || x == 2) {
    return 0;
  }
  for (; x < 20; x += 1) {
    product *= x;
  }
  return stirling(x) - logl(product);
}

static int is_pole(long double x) { return x <= 0 && floorl(x) == x; }

/* Reflection: gamma(x) gamma(1 - x) = pi / sin(pi x). */
static long double sine_of_pi_times(long double x) { return sinl(PI * fmodl(x, 2)); }

long double lgammal(long double x) {
  signgam = 1;
  if (isinf(x) || is_pole(x)) {
    return INFINITY;
  }
  if (isnan(x)) {
    return x;
  }
  if (x < 0.5L) {
    long double sine = sine_of_pi_times(x);
    signgam = sine < 0 ? -1 : 1;
    return logl(PI / fabsl(sine)) - positive_log_gamma(1 - x);
  }
  return positive_log_gamma(x);
}

static long double factorial(int n) {
  long double product = 1;
  for (; n > 1; n--) {
    product *= n;
  }
  return product;
}

long double tgammal(long double x) {
  long double product = 1;
  if (x == 0) {
    return 1 / x;
  }
  if (is_pole(x) || isnan(x)) {
    return (x - x) / (x - x);
  }
  if (x < 0.5L) {
    return PI / (sine_of_pi_times(x) * tgammal(1 - x));
  }
  if (floorl(x) == x && x < 1700) {
    return factorial((int)x - 1);
  }
  for (; x < 20; x += 1) {
    product *= x;
  }
  return expl(stirling(x)) / product;
}

NARROW(lgamma)
NARROW(tgamma)
