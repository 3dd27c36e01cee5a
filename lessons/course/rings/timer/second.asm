; second.asm: another one.
bits 32
org  0x24000

second:
    inc  dword [0x24800]   ; its own counter
    jmp  second
