#include <stdio.h>

int main(void) {
  double v[] = {0.0, 0.99, 1.5, 2.5, -0.5, -1.99, 127.9, -128.9, 32767.5, 2147483647.0,
                -2147483648.0, 2147483647.5};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++) printf("%d %lld ", (int)v[i], (long long)v[i]);
  putchar('\n');
  printf("%u %u\n", (unsigned)4294967295.0, (unsigned)2147483648.5);
  printf("%lld %lld\n", (long long)9.007199254740992e15, (long long)-4611686018427387904.0);
  printf("%llu %llu\n", (unsigned long long)18446744073709549568.0, (unsigned long long)9223372036854775808.0);
  printf("%d %d %d %d\n", (char)65.9, (unsigned char)255.99, (short)-32768.5, (unsigned short)65535.5);
  printf("%d %d %d\n", (_Bool)0.1, (_Bool)0.0, (_Bool)-0.0);
  float f = 16777216.0f;
  printf("%d %u %lld\n", (int)f, (unsigned)f, (long long)f);
  volatile float big = 3e9f;
  printf("%u %lld\n", (unsigned)big, (long long)big);
  int i = 7;
  i = i * 0.5;
  printf("%d\n", i);
  i += 0.75;
  printf("%d\n", i);
  return 0;
}
