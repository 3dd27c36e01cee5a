#include <ctype.h>
#include <stdio.h>

int main(void) {
  const char *s = "aZ5 _\t\n~f\x7f";
  for (; *s; s++) {
    int c = (unsigned char)*s;
    printf("%d:%d%d%d%d%d%d%d%d%d ", c, !!isalpha(c), !!isdigit(c), !!isalnum(c), !!isspace(c),
           !!isupper(c), !!islower(c), !!ispunct(c), !!isxdigit(c), !!isprint(c));
  }
  putchar('\n');
  for (const char *t = "Mixed 12"; *t; t++) putchar(isupper((unsigned char)*t) ? tolower(*t) : toupper(*t));
  putchar('\n');
  printf("%d %d\n", !!iscntrl('\n'), !!isgraph(' '));
  return 0;
}
