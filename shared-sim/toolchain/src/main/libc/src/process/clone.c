#include <sched.h>
#include <stdarg.h>
#include <unistd.h>

#include "../internal/naked.h"
#include "../internal/syscall.h"

/* The child finds what to do on its new stack: the function, then its argument. It must not return
   through the parent's frames, so this is one piece with the system call. */
NAKED static long start(ON_STACK int flags, ON_STACK void *stack, ON_STACK int *parent_tid,
                        ON_STACK void *tls, ON_STACK int *child_tid) {
  __asm__(
      "pushl %ebx\n\t"
      "pushl %esi\n\t"
      "pushl %edi\n\t"
      "movl $120, %eax\n\t"
      "movl 16(%esp), %ebx\n\t"
      "movl 20(%esp), %ecx\n\t"
      "movl 24(%esp), %edx\n\t"
      "movl 28(%esp), %esi\n\t"
      "movl 32(%esp), %edi\n\t"
      "int $0x80\n\t"
      "testl %eax, %eax\n\t"
      "jz 1f\n\t"
      "popl %edi\n\t"
      "popl %esi\n\t"
      "popl %ebx\n\t"
      "ret\n"
      "1:\n\t"
      "xorl %ebp, %ebp\n\t"
      "popl %eax\n\t"
      "call *%eax\n\t"
      "pushl %eax\n\t"
      "call _exit\n\t"
      "hlt");
}

int clone(int (*function)(void *), void *stack_end, int flags, void *argument, ...) {
  va_list list;
  int *parent_tid;
  void *tls;
  int *child_tid;
  void **top = (void **)((unsigned long)stack_end & ~15UL) - 4;
  va_start(list, argument);
  parent_tid = va_arg(list, int *);
  tls = va_arg(list, void *);
  child_tid = va_arg(list, int *);
  va_end(list);
  top[0] = (void *)function;
  top[1] = argument;
  return __syscall_result(start(flags, top, parent_tid, tls, child_tid));
}

int unshare(int flags) { return SYSCALL(SYS_unshare, flags); }

int setns(int descriptor, int type) { return SYSCALL(SYS_setns, descriptor, type); }
