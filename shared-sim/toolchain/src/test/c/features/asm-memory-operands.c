#include <stdio.h>

struct s { int a; short b; char c[4]; };
static int global = 5;
static int table[4] = {1, 2, 3, 4};

int main(void) {
  struct s v = {10, 20, "xyz"}, *p = &v;
  asm("addl $5, %0" : "+m"(p->a));
  asm("incw %0" : "+m"(v.b));
  asm("movb $65, %0" : "=m"(p->c[1]));
  printf("%d %d %s\n", v.a, v.b, v.c);
  asm("shll $2, %0" : "+m"(global));
  int i = 2;
  asm("negl %0" : "+m"(table[i]));
  printf("%d %d\n", global, table[2]);
  unsigned long long w = 0x1ffffffffULL;
  asm("addl $1, %0\n\tadcl $0, 4+%0" : "+o"(w));
  printf("%llx\n", w);
  asm volatile("" : : : "memory");
  int r;
  asm("leal %1, %0" : "=r"(r) : "m"(table[1]));
  printf("%d\n", r == (int)&table[1]);
  return 0;
}
