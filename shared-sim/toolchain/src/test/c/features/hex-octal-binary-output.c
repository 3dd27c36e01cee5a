#include <stdio.h>

static void radix(unsigned v, unsigned base) {
  char b[33], *p = b + 32;
  *p = 0;
  do {
    *--p = "0123456789abcdefghijklmnopqrstuvwxyz"[v % base];
  } while (v /= base);
  printf("%s ", p);
}

int main(void) {
  unsigned v[] = {0, 1, 255, 4096, 0xdeadbeef, 4294967295u};
  for (int i = 0; i < 6; i++) {
    radix(v[i], 2);
    radix(v[i], 8);
    radix(v[i], 10);
    radix(v[i], 16);
    radix(v[i], 36);
    putchar('\n');
  }
  return 0;
}
