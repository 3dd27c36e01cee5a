#include <stdio.h>

static int highest(unsigned v) {
  int r;
  asm("bsrl %1, %0\n\tjnz 1f\n\tmovl $-1, %0\n1:" : "=r"(r) : "rm"(v) : "cc");
  return r;
}

static int compare(int a, int b) {
  int r;
  asm("xorl %0, %0\n\tcmpl %2, %1\n\tje 2f\n\tjg 1f\n\tdecl %0\n\tjmp 2f\n1:\tincl %0\n2:"
      : "=&r"(r)
      : "r"(a), "r"(b)
      : "cc");
  return r;
}

static unsigned sum(unsigned n) {
  unsigned total = 0;
  asm volatile("1:\taddl %1, %0\n\tdecl %1\n\tjnz 1b" : "+r"(total), "+r"(n) : : "cc");
  return total;
}

static int label(int v) {
  asm("testl %0, %0\n\tjns .Lpositive%=\n\tnegl %0\n.Lpositive%=:" : "+r"(v) : : "cc");
  return v;
}

int main(void) {
  printf("%d %d %d\n", highest(1), highest(0x80000000u), highest(0));
  printf("%d %d %d\n", compare(-1, 1), compare(4, 4), compare(9, -9));
  printf("%u %d %d\n", sum(100), label(-5), label(6));
  return 0;
}
