; second.asm: another program in ring 3, with pages of its own.
bits 32
org  0x28000

write_note:
    mov  dword [0x40000], 0x2222 ; a note, at the same address
    int  0x31              ; now the other one
