#include <stdio.h>

int main(void) {
  int r, a = 7;
  asm("movl $3, %%eax\n\taddl %1, %%eax\n\tmovl %%eax, %0" : "=r"(r) : "r"(a) : "eax");
  printf("%d\n", r);
  asm("leal (%1,%1,4), %0" : "=r"(r) : "r"(a));
  printf("%d\n", r);
  asm("# a comment with %% and %0\n\tmovl %1, %0" : "=r"(r) : "i"(44));
  printf("%d\n", r);
  asm("movl $%c1, %0" : "=r"(r) : "i"(55));
  printf("%d\n", r);
  asm volatile("nop; nop; nop");
  return 0;
}
