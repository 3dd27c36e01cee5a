/* To integers. */
#include "../internal/math.h"

/* What fits no long long gives the x87's "integer indefinite", the smallest one. */
long long llrintl(long double x) {
  long long result;
  __asm__ volatile("fldt %1\n\tfistpll %0" : "=m"(result) : "m"(x));
  return result;
}

long lrintl(long double x) { return (long)llrintl(x); }

long long llroundl(long double x) { return llrintl(roundl(x)); }

long lroundl(long double x) { return (long)llroundl(x); }

long long llrint(double x) { return llrintl(x); }

long long llrintf(float x) { return llrintl(x); }

long lrint(double x) { return lrintl(x); }

long lrintf(float x) { return lrintl(x); }

long long llround(double x) { return llroundl(x); }

long long llroundf(float x) { return llroundl(x); }

long lround(double x) { return lroundl(x); }

long lroundf(float x) { return lroundl(x); }
