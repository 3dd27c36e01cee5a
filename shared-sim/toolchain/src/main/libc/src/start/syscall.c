#include <errno.h>
#include <stdarg.h>

#include "../internal/naked.h"
#include "../internal/syscall.h"

/* The number in EAX, six arguments in EBX, ECX, EDX, ESI, EDI and EBP. Always loading six costs
   less than knowing how many there are. */
NAKED long __syscall(ON_STACK long number, ...) {
  __asm__(
      "pushl %ebx\n\t"
      "pushl %esi\n\t"
      "pushl %edi\n\t"
      "pushl %ebp\n\t"
      "movl 20(%esp), %eax\n\t"
      "movl 24(%esp), %ebx\n\t"
      "movl 28(%esp), %ecx\n\t"
      "movl 32(%esp), %edx\n\t"
      "movl 36(%esp), %esi\n\t"
      "movl 40(%esp), %edi\n\t"
      "movl 44(%esp), %ebp\n\t"
      "int $0x80\n\t"
      "popl %ebp\n\t"
      "popl %edi\n\t"
      "popl %esi\n\t"
      "popl %ebx\n\t"
      "ret");
}

long __syscall_result(long result) {
  /* The kernel keeps the last page of the address space free of results for its errors. */
  if ((unsigned long)result > -4096UL) {
    errno = (int)-result;
    return -1;
  }
  return result;
}

long syscall(long number, ...) {
  va_list list;
  long argument[6];
  int i;
  va_start(list, number);
  for (i = 0; i < 6; i++) {
    argument[i] = va_arg(list, long);
  }
  va_end(list);
  return SYSCALL(number, argument[0], argument[1], argument[2], argument[3], argument[4],
                 argument[5]);
}
