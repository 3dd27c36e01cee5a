#include <stdio.h>

static unsigned swap(unsigned v) {
  unsigned r;
  asm("bswap %0" : "=r"(r) : "0"(v));
  return r;
}

static int divide(int a, int b, int *rest) {
  int q;
  asm("cltd\n\tidivl %4" : "=a"(q), "=&d"(*rest) : "0"(a), "1"(0), "r"(b) : "cc");
  return q;
}

static unsigned long long multiply(unsigned a, unsigned b) {
  unsigned long long r;
  asm("mull %2" : "=A"(r) : "%a"(a), "rm"(b) : "cc");
  return r;
}

int main(void) {
  int rest;
  printf("%x\n", swap(0x11223344));
  int q = divide(100, 7, &rest);
  printf("%d %d\n", q, rest);
  printf("%llu\n", multiply(4000000000u, 3000000000u));
  return 0;
}
