#include <stdio.h>

/* Constants that no integer of the type holds become the nearest that does. */
static int most = (int)3e9, least = (int)-3e9, nothing = (int)(0.0 / 0.0);
static unsigned char byte = (unsigned char)300.5;
static signed char low = (signed char)-300.0;
static unsigned none = (unsigned)-1.5;
static long long large = (long long)1e30, small = (long long)-1e30;
static unsigned long long unsignedly = (unsigned long long)1e30;

int main(void) {
  printf("%d %d %d %d %d %u\n", most, least, nothing, byte, low, none);
  printf("%lld %lld %llu\n", large, small, unsignedly);
  printf("%d %d\n", (int)2147483648.0f, (int)(float)2147483647);
  printf("%d %d %u\n", (int)-2147483648.9, (int)-0.5, (unsigned)4294967295.5);
  return 0;
}
