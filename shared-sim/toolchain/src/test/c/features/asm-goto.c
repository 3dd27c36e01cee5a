#include <stdio.h>

static int classify(int v) {
  asm goto("testl %0, %0\n\tjs %l[negative]\n\tjz %l[zero]" : : "r"(v) : "cc" : negative, zero);
  return 1;
negative:
  return -1;
zero:
  return 0;
}

int main(void) {
  printf("%d %d %d\n", classify(5), classify(0), classify(-9));
  return 0;
}
