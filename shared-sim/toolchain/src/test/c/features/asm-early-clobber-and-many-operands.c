#include <stdio.h>

static unsigned long long add64(unsigned long long a, unsigned long long b) {
  unsigned low, high;
  asm("movl %2, %0\n\tmovl %3, %1\n\taddl %4, %0\n\tadcl %5, %1"
      : "=&r"(low), "=&r"(high)
      : "g"((unsigned)a), "g"((unsigned)(a >> 32)), "g"((unsigned)b), "g"((unsigned)(b >> 32))
      : "cc");
  return (unsigned long long)high << 32 | low;
}

static int sum(int a, int b, int c) {
  int r;
  asm("xorl %0, %0\n\taddl %1, %0\n\taddl %2, %0\n\taddl %3, %0" : "=&r"(r) : "r"(a), "m"(b), "i"(1000) : "cc");
  return r + c;
}

int main(void) {
  printf("%llx\n", add64(0xffffffffULL, 0x100000001ULL));
  printf("%llx\n", add64(0x123456789abcdef0ULL, 0x0fedcba987654321ULL));
  printf("%d\n", sum(1, 20, 300));
  return 0;
}
