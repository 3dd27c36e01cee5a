#include <stdio.h>

int main(void) {
  int v = 0x12345678;
  printf("%d %d %d\n", (char)v, (short)v, (unsigned char)(v >> 4));
  printf("%d\n", (int)(char)(unsigned char)200);
  printf("%u\n", (unsigned)(signed char)200);
  printf("%lld\n", (long long)(unsigned)(int)-1LL);
  printf("%lld\n", (long long)(int)0xffffffffu);
  printf("%d\n", (short)(char)(short)0x1ff);
  printf("%d\n", (int)(float)(int)1.9);
  printf("%llu\n", (unsigned long long)(signed char)-2);
  printf("%g\n", (double)(unsigned char)-1);
  printf("%d\n", (_Bool)(char)256);
  printf("%d\n", (char)(_Bool)256);
  printf("%d\n", (int)(unsigned short)(int)-1.5);
  signed char a = (signed char)128;
  unsigned short b = (unsigned short)a;
  int c = b;
  unsigned long long d = a;
  printf("%d %d %d %llx\n", a, b, c, d);
  short s = (short)(b + 1000);
  printf("%d\n", s);
  return 0;
}
