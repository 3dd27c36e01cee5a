#include <stdio.h>

static int add(int a, int b) {
  int r;
  __asm__("movl %1, %0\n\taddl %2, %0" : "=&r"(r) : "r"(a), "r"(b));
  return r;
}

static unsigned shift(unsigned v, int n) {
  __asm__("shll %%cl, %0" : "+r"(v) : "c"(n));
  return v;
}

static int from_memory(const int *p) {
  int r;
  asm("movl %1, %0" : "=r"(r) : "m"(*p));
  return r;
}

static void to_memory(int *p, int v) { asm volatile("movl %1, %0" : "=m"(*p) : "ri"(v)); }

int main(void) {
  int x = 41;
  printf("%d %u\n", add(20, 22), shift(3, 5));
  printf("%d\n", from_memory(&x));
  to_memory(&x, 77);
  printf("%d\n", x);
  int c;
  asm("movl $5, %0" : "=r"(c));
  asm("addl %1, %0" : "+r"(c) : "i"(100));
  asm("subl %1, %0" : "+m"(c) : "r"(3));
  printf("%d\n", c);
  return 0;
}
