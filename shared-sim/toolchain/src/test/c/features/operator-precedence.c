#include <stdio.h>

int main(void) {
  int a = 2, b = 3, c = 4;
  printf("%d\n", a + b * c - a / b % c);
  printf("%d\n", a << b + c);
  printf("%d\n", a & b == c | a ^ c);
  printf("%d\n", a < b == b < c);
  printf("%d\n", !a == b);
  printf("%d\n", -a * -b - -c);
  printf("%d\n", ~a & b | c && a || b);
  printf("%d\n", a ? b ? 1 : 2 : c ? 3 : 4);
  int v[3] = {10, 20, 30}, *p = v;
  printf("%d\n", *p + 1 + *(p + 1) * 2);
  printf("%d %d\n", -*p, !*p + ~p[1]);
  printf("%d\n", (int)sizeof v / 2);
  printf("%d\n", a - b - c);
  a = b = c;
  printf("%d\n", a);
  printf("%d\n", 100 / 10 / 2 * 3 % 7);
  printf("%d\n", (char)300 + 1);
  printf("%d\n", 1 | 2 ^ 3 & 4 << 1);
  printf("%d\n", a > b > c);
  return 0;
}
