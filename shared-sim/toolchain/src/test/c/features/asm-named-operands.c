#include <stdio.h>

static int mad(int a, int b, int c) {
  int result;
  asm("movl %[a], %[out]\n\t"
      "imull %[b], %[out]\n\t"
      "addl %[c], %[out]"
      : [out] "=&r"(result)
      : [a] "r"(a), [b] "r"(b), [c] "rm"(c)
      : "cc");
  return result;
}

static int tied(int v) {
  int r;
  asm("notl %[r]" : [r] "=r"(r) : "[r]"(v));
  return r;
}

int main(void) {
  printf("%d %d\n", mad(6, 7, 8), tied(5));
  return 0;
}
