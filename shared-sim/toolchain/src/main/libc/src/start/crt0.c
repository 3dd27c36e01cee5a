/* Where a program begins. The kernel leaves on the stack: argc, the arguments, a null, the
   environment, a null, the auxiliary vector (System V i386 ABI, 3-28). */
void __start_c(long *stack);

__attribute__((naked)) void _start(void) {
  __asm__(
      "xorl %ebp, %ebp\n\t"
      "movl %esp, %eax\n\t"
      "andl $-16, %esp\n\t"
      "subl $12, %esp\n\t"
      "pushl %eax\n\t"
      "call __start_c\n\t"
      "hlt");
}
