#include <stdio.h>

static char to_char(int v) { return v; }
static _Bool to_bool(double v) { return v; }
static unsigned char to_uchar(double v) { return v; }
static int to_int(float v) { return v; }
static long long to_ll(int v) { return v; }
static unsigned long long to_ull(int v) { return v; }
static float to_float(int v) { return v; }
static double to_double(long long v) { return v; }
static void *to_ptr(long v) { return (void *)v; }
static const char *to_const(char *s) { return s; }
static int from_cond(int c) { return c ? 'a' : 2.5; }

int main(void) {
  char s[] = "s";
  printf("%d %d %d %d\n", to_char(511), to_bool(0.1), to_uchar(255.5), to_int(-3.9f));
  printf("%lld %llx %g %g\n", to_ll(-5), to_ull(-5), to_float(7), to_double(1LL << 40));
  printf("%d %s %d %d\n", to_ptr(0) == 0, to_const(s), from_cond(1), from_cond(0));
  return to_char(261);
}
