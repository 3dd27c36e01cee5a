#include <stdio.h>

int main(void) {
  printf("%d %d %d %d %d %d %d\n", '\a', '\b', '\f', '\n', '\r', '\t', '\v');
  printf("%d %d %d %d %d\n", '\\', '\'', '"', '\"', '?');
  printf("%d %d %d %d\n", '\0', '\7', '\77', '\177');
  printf("%d %d %d\n", '\x41', '\x7f', '\xff');
  printf("%d %d\n", '\377', '\200');
  printf("%d\n", '\e');
  printf("%d %d\n", 'ab', 'abcd');
  printf("%d %d\n", L'a', L'\xffff');
  printf("%d\n", (int)sizeof 'a');
  printf("%d %d\n", u'\x20ac', U'\x1f600' == 0x1f600);
  printf("%d\n", 'a' + 1 == 'b');
  printf("%d\n", L'\u00e9');
  return 0;
}
