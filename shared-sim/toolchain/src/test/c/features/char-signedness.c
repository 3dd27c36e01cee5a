#include <stdio.h>
#include <string.h>

static int index_of(char c) { return c; }

int main(void) {
  char c = '\xe9';
  printf("%d %d %d\n", c, (unsigned char)c, c < 0);
  printf("%d %d\n", c == 0xe9, c == '\xe9');
  const char *s = "\x80\x7f\xff";
  printf("%d %d %d\n", s[0], s[1], s[2]);
  unsigned sum = 0;
  for (const unsigned char *p = (const unsigned char *)s; *p; p++) sum = sum * 31 + *p;
  printf("%u\n", sum);
  int table[256] = {0};
  table[(unsigned char)c] = 5;
  printf("%d %d\n", table[0xe9], index_of(200));
  unsigned u = c;
  long long l = c;
  unsigned short h = (unsigned short)c;
  printf("%x %llx %x\n", u, l, h);
  printf("%d\n", (char)(c + c));
  signed char sc = c;
  printf("%d %d\n", sc == c, (unsigned char)sc == c);
  return 0;
}
