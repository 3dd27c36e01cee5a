#include "syscall.h"
#include "traps.h"

# The image begins here.
.section .start, "ax"
.globl _start
_start:
  xorl %ebp, %ebp
  call main
  pushl %eax
  call exit

.text
#define SYSCALL(name)     \
  .globl name;            \
  name:                   \
    movl $SYS_##name, %eax; \
    int $T_SYSCALL;       \
    ret

SYSCALL(fork)
SYSCALL(exit)
SYSCALL(wait)
SYSCALL(write)
SYSCALL(getpid)
SYSCALL(uptime)
SYSCALL(sleep)
SYSCALL(turn)
SYSCALL(preempted)
