#include <stdio.h>

__attribute__((naked, noinline)) static int add(int a, int b) {
  asm("movl 4(%esp), %eax\n\t"
      "addl 8(%esp), %eax\n\t"
      "ret");
}

__attribute__((naked)) static unsigned stack_pointer(void) {
  asm("leal 4(%esp), %eax\n\tret");
}

int main(void) {
  int (*volatile f)(int, int) = add;
  unsigned (*volatile sp)(void) = stack_pointer;
  printf("%d\n", f(40, 2));
  unsigned here = (unsigned)__builtin_frame_address(0);
  printf("%d\n", here - sp() < 4096);
  return 0;
}
