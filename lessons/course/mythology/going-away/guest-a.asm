; guest-a.asm: a system of somebody you do not trust. Its kernel does its worst:
; it lets no clock come between, writes over all memory behind it, and keeps the
; processor.
bits 32
org  0x7C00

begin_a:
    cli                      ; no clock any more
    mov  edi, 0x8000         ; and where another kernel
    mov  ecx, 0x2000         ; would have its code and data,
    mov  eax, 0xDEADBEEF
    rep stosd                ; nothing is left
keep_a:
    jmp  keep_a              ; and for ever
