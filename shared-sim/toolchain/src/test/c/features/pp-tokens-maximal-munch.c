#include <stdio.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define MINUS -
#define E 5

int main(void) {
  int a = 5, b = 2;
  printf("%d ", a+++b);
  printf("%d\n", a);
  printf("%d\n", a---b);
  printf("%d %d\n", a- -b, a-MINUS b);
  puts(XSTR(-MINUS-));
  puts(XSTR(a+ +b));
  puts(STR(1.2.3e+4abc));
  puts(XSTR(0x1E+E));
  puts(XSTR(1E + E));
  int x = a<b?a:b, y = a>=b, z = a<<1>>1;
  printf("%d %d %d\n", x, y, z);
  int*p=&a,**q=&p;
  printf("%d %d\n", b**p, a/ **q);
  puts(STR(..) STR(...));
  return 0;
}
