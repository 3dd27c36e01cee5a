#include <stdio.h>

int main(void) {
  const char *s = "string";
  printf("[%s] [%10s] [%-10s] [%.3s] [%8.2s]\n", s, s, s, s, s);
  printf("[%.*s] [%*s]\n", 2, s, 9, s);
  printf("[%s]\n", "");
  char raw[3] = {'a', 'b', 'c'};
  printf("[%.3s]\n", raw);
  puts("puts adds a line");
  putchar('c');
  putchar('\n');
  char b[20];
  int n = snprintf(b, sizeof b, "%d-%s", 12, "ab");
  printf("%d %s\n", n, b);
  n = snprintf(b, 4, "%s", "truncated");
  printf("%d %s\n", n, b);
  sprintf(b, "%03d|%c", 5, 'q');
  puts(b);
  return 0;
}
