#include <stdio.h>

#define NAME(x)                                                                            \
  _Generic((x), char: "char", signed char: "schar", unsigned char: "uchar", short: "short", \
           unsigned short: "ushort", int: "int", unsigned: "unsigned", long: "long",        \
           unsigned long: "ulong", long long: "llong", unsigned long long: "ullong",        \
           float: "float", double: "double", long double: "ldouble", default: "other")

int main(void) {
  char c = 1;
  signed char sc = 1;
  unsigned char uc = 1;
  short s = 1;
  unsigned short us = 1;
  int i = 1;
  unsigned u = 1;
  long l = 1;
  unsigned long ul = 1;
  long long ll = 1;
  unsigned long long ull = 1;
  float f = 1;
  double d = 1;
  long double ld = 1;
  printf("%s %s %s %s\n", NAME(c), NAME(sc), NAME(uc), NAME(us));
  printf("%s %s %s %s\n", NAME(+c), NAME(c + sc), NAME(uc * us), NAME(~s));
  printf("%s %s %s %s\n", NAME(i + u), NAME(u + l), NAME(i + ul), NAME(l + i));
  printf("%s %s %s %s\n", NAME(ul + ll), NAME(u + ll), NAME(ll + ull), NAME(l + ull));
  printf("%s %s %s %s\n", NAME(f + i), NAME(f + d), NAME(ll + f), NAME(d + ld));
  printf("%s %s %s %s\n", NAME(c << ll), NAME(u >> ll), NAME(ll << c), NAME(us >> 1));
  printf("%s %s %s\n", NAME(1 ? c : c), NAME(1 ? i : ull), NAME(0 ? f : l));
  printf("%s %s %s\n", NAME(c = 3), NAME(s += 1), NAME((c, us)));
  return 0;
}
