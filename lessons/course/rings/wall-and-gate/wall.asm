; wall.asm: a program in ring 3. CPL 3, IOPL 0.
bits 32
org  0x20000

    mov  eax, 7       ; own registers,
    pushfd            ; own stack,
    pop  ecx
    mov  ebx, counter ; own memory.
    inc  dword [ebx]

try_cli:
    cli               ; stop interrupts?
    hlt               ; stop the CPU?
    mov  cr0, eax     ; protection off?
    in   al, 0x60     ; read a key?

    mov  al, 'h'      ; a letter
ask_kernel:
    int  0x30         ; knock at 0x30
    mov  al, 'i'
    call 0x38:0       ; call gate 0x38,
    call 0x40:0       ; call gate 0x40
    xor  eax, eax     ; 0: finished
    call 0x40:0

counter:
    dd   SEED
