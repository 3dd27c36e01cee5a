; program.asm: a program in ring 3. Its segments reach over the whole memory.
bits 32
org  0x20000

    mov  eax, [own]        ; its own page
read_kernel:
    mov  ebx, [0x7C00]     ; a page of the kernel
write_book:
    mov  byte [0x24000], 1 ; a page that it may read
read_book:
    mov  ecx, [0x24000]
borrow:
    mov  edx, [0x25000]    ; a page that is not there
    inc  dword [0x25000]   ; and once more
    int  0x30              ; I have finished

own:
    dd   7
