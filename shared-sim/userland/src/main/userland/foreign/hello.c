/*
 * Asks a kernel to print as programs for FreeBSD do: the number of the call in EAX, its operands on
 * the stack. Linux has the same gate and the same number, and looks for the operands in registers.
 */
static const char text[] = "hello from another system\n";

int main(void) {
  int answer;
  __asm__ volatile(
      "pushl %3\n\tpushl %2\n\tpushl $1\n\tpushl $0\n\t"
      "xorl %%ebx, %%ebx\n\txorl %%ecx, %%ecx\n\txorl %%edx, %%edx\n\t"
      "int $0x80\n\t"
      "addl $16, %%esp"
      : "=a"(answer)
      : "0"(4), "S"(text), "D"(sizeof text - 1)
      : "ebx", "ecx", "edx", "memory");
  return 0;
}
