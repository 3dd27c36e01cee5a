/* Between floating-point numbers and 64-bit integers. The x87 converts signed ones; an unsigned one
   from 2^63 on is taken in two halves. */
#include "../internal/words.h"

long long __fixsfdi(float value);
long long __fixdfdi(double value);
long long __fixxfdi(long double value);
unsigned long long __fixunssfdi(float value);
unsigned long long __fixunsdfdi(double value);
unsigned long long __fixunsxfdi(long double value);
float __floatdisf(long long value);
double __floatdidf(long long value);
long double __floatdixf(long long value);
float __floatundisf(unsigned long long value);
double __floatundidf(unsigned long long value);
long double __floatundixf(unsigned long long value);

#define TWO_TO_32 4294967296.0L
#define TWO_TO_63 9223372036854775808.0L

/* C truncates; the control word is set to that for the one store. */
long long __fixxfdi(long double value) {
  long long result;
  unsigned short control;
  unsigned short truncating;
  __asm__ volatile("fnstcw %0" : "=m"(control));
  truncating = control | 0x0c00;
  __asm__ volatile(
      "fldcw %2\n\t"
      "fldt %1\n\t"
      "fistpll %0\n\t"
      "fldcw %3"
      : "=m"(result)
      : "m"(value), "m"(truncating), "m"(control)
      : "memory");
  return result;
}

unsigned long long __fixunsxfdi(long double value) {
  union words w;
  if (value < TWO_TO_63) {
    w.number = __fixxfdi(value);
  } else {
    w.number = __fixxfdi(value - TWO_TO_63);
    w.word.high ^= 0x80000000u;
  }
  return w.magnitude;
}

long long __fixsfdi(float value) { return __fixxfdi(value); }

long long __fixdfdi(double value) { return __fixxfdi(value); }

unsigned long long __fixunssfdi(float value) { return __fixunsxfdi(value); }

unsigned long long __fixunsdfdi(double value) { return __fixunsxfdi(value); }

static long double word_value(unsigned word) {
  long double value = (int)(word & 0x7fffffffu);
  return word & 0x80000000u ? value + 2147483648.0L : value;
}

/* Exact: 64 bits are what a long double holds. */
long double __floatundixf(unsigned long long value) {
  union words w;
  w.magnitude = value;
  return word_value(w.word.high) * TWO_TO_32 + word_value(w.word.low);
}

long double __floatdixf(long long value) {
  union words w;
  w.number = value;
  return (int)w.word.high * TWO_TO_32 + word_value(w.word.low);
}

double __floatdidf(long long value) { return (double)__floatdixf(value); }

float __floatdisf(long long value) { return (float)__floatdixf(value); }

double __floatundidf(unsigned long long value) { return (double)__floatundixf(value); }

float __floatundisf(unsigned long long value) { return (float)__floatundixf(value); }
