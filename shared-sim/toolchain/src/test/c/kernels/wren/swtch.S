# void swtch(struct context **old, struct context *new);
# Leaves the registers that a call keeps on the old stack, takes the new one.
.globl swtch
.type swtch, @function
swtch:
  movl 4(%esp), %eax
  movl 8(%esp), %edx

  pushl %ebp
  pushl %ebx
  pushl %esi
  pushl %edi

  movl %esp, (%eax)
  movl %edx, %esp

  popl %edi
  popl %esi
  popl %ebx
  popl %ebp
  ret
.size swtch, . - swtch
