#include <stdio.h>

extern int from_asm(int, int);
extern const char greeting[];
extern int word_in_asm;

asm(".text\n"
    ".globl from_asm\n"
    ".type from_asm, @function\n"
    "from_asm:\n"
    "  movl 4(%esp), %eax\n"
    "  imull 8(%esp), %eax\n"
    "  incl word_in_asm\n"
    "  ret\n"
    ".size from_asm, .-from_asm\n"
    ".data\n"
    ".globl word_in_asm\n"
    ".align 4\n"
    "word_in_asm: .long 40\n"
    ".section .rodata\n"
    "greeting: .asciz \"from assembly\"\n"
    ".text\n");

int main(void) {
  int product = from_asm(6, 7);
  printf("%s %d %d\n", greeting, product, word_in_asm);
  return 0;
}
