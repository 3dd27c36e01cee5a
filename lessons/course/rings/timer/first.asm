; first.asm: a program in ring 3. It asks nobody and never ends.
bits 32
org  0x20000

first:
    inc  dword [0x20800]   ; its own counter
    jmp  first
