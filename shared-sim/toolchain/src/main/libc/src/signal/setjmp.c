#include <setjmp.h>
#include <signal.h>
#include <stddef.h>

#include "../internal/naked.h"

#undef setjmp

/* The function that called setjmp goes on at its return address with its own registers and with
   ESP as it is after the return. */
NAKED int setjmp(ON_STACK jmp_buf buffer) {
  __asm__(
      "movl 4(%esp), %eax\n\t"
      "movl %ebx, (%eax)\n\t"
      "movl %esi, 4(%eax)\n\t"
      "movl %edi, 8(%eax)\n\t"
      "movl %ebp, 12(%eax)\n\t"
      "leal 4(%esp), %ecx\n\t"
      "movl %ecx, 16(%eax)\n\t"
      "movl (%esp), %ecx\n\t"
      "movl %ecx, 20(%eax)\n\t"
      "xorl %eax, %eax\n\t"
      "ret");
}

NAKED int _setjmp(ON_STACK jmp_buf buffer) { __asm__("jmp setjmp"); }

NAKED _Noreturn void longjmp(ON_STACK jmp_buf buffer, ON_STACK int value) {
  __asm__(
      "movl 4(%esp), %edx\n\t"
      "movl 8(%esp), %eax\n\t"
      "testl %eax, %eax\n\t"
      "jnz 1f\n\t"
      "incl %eax\n"
      "1:\n\t"
      "movl (%edx), %ebx\n\t"
      "movl 4(%edx), %esi\n\t"
      "movl 8(%edx), %edi\n\t"
      "movl 12(%edx), %ebp\n\t"
      "movl 16(%edx), %esp\n\t"
      "jmp *20(%edx)");
}

_Noreturn void _longjmp(jmp_buf buffer, int value) { longjmp(buffer, value); }
