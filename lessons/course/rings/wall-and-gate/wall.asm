; wall.asm: a program in ring 3. CPL 3, IOPL 0.
bits 32
org  0x20000

    mov  eax, 7            ; ordinary work: its registers,
    pushfd                 ; its own stack,
    pop  ecx
    mov  ebx, counter      ; its own memory.
    inc  dword [ebx]

try_cli:
    cli                    ; stop all interrupts?
    hlt                    ; stop the processor?
    mov  cr0, eax          ; switch protection off?
    in   al, 0x60          ; read the keyboard?

    mov  al, 'h'           ; a letter for the console
ask_kernel:
    int  0x30              ; knock at gate 0x30
    mov  al, 'i'
    call 0x38:0            ; knock at call gate 0x38,
    call 0x40:0            ; and at call gate 0x40
    xor  eax, eax          ; 0 says: I have finished
    call 0x40:0

counter:
    dd   SEED
