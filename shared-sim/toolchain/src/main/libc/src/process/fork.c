#include <unistd.h>

#include "../internal/naked.h"
#include "../internal/syscall.h"

pid_t fork(void) { return SYSCALL(SYS_fork); }

/* The child runs on the parent's stack and would overwrite the return address, so it waits in EDX,
   which the kernel keeps. */
NAKED pid_t vfork(void) {
  __asm__(
      "popl %edx\n\t"
      "movl $190, %eax\n\t"
      "int $0x80\n\t"
      "pushl %edx\n\t"
      "pushl %eax\n\t"
      "call __syscall_result\n\t"
      "addl $4, %esp\n\t"
      "ret");
}
