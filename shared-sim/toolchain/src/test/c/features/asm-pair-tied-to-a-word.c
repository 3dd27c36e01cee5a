/* A word may go into the lower half of a pair of registers that an output has. */
#include <stdio.h>

typedef unsigned long long wide;

static wide product(unsigned a, unsigned b) {
  wide result;
  __asm__("mull %2" : "=A"(result) : "0"(a), "r"(b));
  return result;
}

static wide lower(unsigned value) {
  wide result;
  __asm__("movl $7, %%edx" : "=A"(result) : "0"(value));
  return result;
}

int main(void) {
  printf("%llu\n", product(0xfffffff0u, 0x12345678u));
  printf("%llx\n", lower(0x9abcdef0u));
  return 0;
}
