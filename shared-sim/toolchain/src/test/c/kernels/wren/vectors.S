# An entry for each of the 256 vectors, and the table of them.
# The processor pushes an error code for some; the others get a zero.

.macro vector number
vector\number:
  .if !(\number == 8 || (\number >= 10 && \number <= 14) || \number == 17)
  pushl   $0
  .endif
  pushl   $\number
  jmp     alltraps
.endm

.macro address number
  .long   vector\number
.endm

.altmacro
.text
.set i, 0
.rept 256
  vector  %i
  .set    i, i + 1
.endr

.data
.globl vectors
vectors:
.set i, 0
.rept 256
  address %i
  .set    i, i + 1
.endr
