; program.asm: wants to print two letters, in ring 3.
bits 32
org  0x20000

    mov  al, 'h'
ask:
    int  0x30         ; ask at gate 0x30
    mov  al, 'i'
    int  0x30         ; ask again

    xor  eax, eax     ; 0: nothing more
    int  0x30
