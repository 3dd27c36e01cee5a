# The two programs, with the names that "ld -b binary" would give them.
.section .rodata
.macro image name, file
  .balign 4
  .globl _binary_\name\()_start, _binary_\name\()_end, _binary_\name\()_size
_binary_\name\()_start:
  .incbin "\file"
_binary_\name\()_end:
  .set _binary_\name\()_size, _binary_\name\()_end - _binary_\name\()_start
.endm

image ping, "ping.bin"
image pong, "pong.bin"
