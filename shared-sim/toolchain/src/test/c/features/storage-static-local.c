#include <stdio.h>

static int counter(void) {
  static int n = 10;
  return n++;
}

static char *buffer(char c) {
  static char text[4];
  static int at;
  text[at++ % 3] = c;
  return text;
}

static int *slot(void) {
  static int a;
  static int *p = &a;
  ++*p;
  return p;
}

int main(void) {
  for (int i = 0; i < 3; i++) printf("%d ", counter());
  printf("%d\n", counter());
  buffer('a');
  buffer('b');
  buffer('c');
  printf("%s\n", buffer('d'));
  slot();
  *slot() += 10;
  printf("%d\n", *slot());
  for (int i = 0; i < 2; i++) {
    static int once = 5;
    int each = 5;
    printf("%d %d ", ++once, ++each);
  }
  putchar('\n');
  return 0;
}
