#include <stdio.h>

static void upper(char *s) {
  for (; *s; ++s)
    if (*s >= 'a' && *s <= 'z') *s -= 'a' - 'A';
}

static void reverse(char *s) {
  char *e = s;
  while (*e) e++;
  while (s < e) {
    char c = *s;
    *s++ = *--e;
    *e = c;
  }
}

static int words(const char *s) {
  int n = 0;
  while (*s) {
    while (*s == ' ') s++;
    if (*s) n++;
    while (*s && *s != ' ') s++;
  }
  return n;
}

static char *copy(char *to, const char *from) {
  char *start = to;
  while ((*to++ = *from++))
    ;
  return start;
}

int main(void) {
  char b[40];
  copy(b, "the pointers walk");
  printf("%d ", words(b));
  upper(b);
  puts(b);
  reverse(b);
  puts(b);
  printf("%d %d\n", words("  "), words(" a  b c "));
  return 0;
}
