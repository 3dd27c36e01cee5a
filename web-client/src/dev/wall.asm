; wall.asm: a program in ring 3. CPL 3, IOPL 0.
bits 32
org  0x20000

    mov  eax, 7            ; ordinary work:
    mov  ebx, counter      ; registers,
    inc  dword [ebx]       ; its own memory,
    pushfd                 ; its own stack.
    pop  ecx
try_cli:
    cli                    ; stop all interrupts?
try_hlt:
    hlt                    ; stop the processor?
try_cr0:
    mov  cr0, eax          ; switch protection off?
try_in:
    in   al, 0x60          ; read the keyboard?

ask:
    mov  al, 'h'
    int  0x30              ; knock at gate 0x30
call_closed:
    mov  al, 'i'
    call 0x38:0            ; knock at call gate 0x38
call_open:
    call 0x40:0            ; and at call gate 0x40
    xor  eax, eax          ; 0: I have finished
    call 0x40:0

counter:
    dd   SEED
