#include <stdio.h>

static int original(int v) asm("renamed_symbol");
static int __attribute__((used, noinline)) original(int v) { return v * 3; }
extern int alias_of(int v) asm("renamed_symbol");

int counter asm("the_counter") = 4;

int main(void) {
  register int a asm("ecx") = 5;
  asm volatile("addl $1, %0" : "+r"(a));
  printf("%d\n", a);
  int r;
  asm volatile("incl the_counter\n\tmovl the_counter, %0" : "=r"(r) : : "memory");
  printf("%d %d\n", r, counter);
  printf("%d\n", original(7));
  return 0;
}
