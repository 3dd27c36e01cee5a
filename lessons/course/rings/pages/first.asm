; first.asm: a program in ring 3. Its segments reach over the whole memory.
bits 32
org  0x20000

    mov  dword [0x40000], 0x1111 ; a note
    int  0x31              ; now the other one
read_again:
    mov  eax, [0x40000]    ; the note again
read_kernel:
    mov  ebx, [0x7C00]     ; a page of the kernel
borrow:
    mov  ecx, [0x50000]    ; a page that is not there
    inc  dword [0x50000]   ; and once more
    int  0x30              ; I have finished
