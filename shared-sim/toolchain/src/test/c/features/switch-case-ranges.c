#include <stdio.h>

static char grade(int n) {
  switch (n) {
    case 90 ... 100: return 'A';
    case 75 ... 89: return 'B';
    case 50 ... 74: return 'C';
    case -2147483647 - 1 ... -1: return '-';
    case 0 ... 49: return 'F';
    default: return '?';
  }
}

static int kind(char c) {
  switch (c) {
    case 'a' ... 'z':
    case 'A' ... 'Z':
    case '_': return 1;
    case '0' ... '9': return 2;
    case ' ': return 3;
  }
  return 0;
}

int main(void) {
  int v[] = {-5, -1, 0, 49, 50, 74, 75, 89, 90, 100, 101};
  for (int i = 0; i < 11; i++) putchar(grade(v[i]));
  putchar('\n');
  for (const char *s = "Ab_9 +z0"; *s; s++) printf("%d", kind(*s));
  putchar('\n');
  return 0;
}
