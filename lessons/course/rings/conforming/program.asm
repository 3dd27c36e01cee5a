; program.asm: a program in ring 3. CPL 3, IOPL 0.
bits 32
org  0x20000

    mov  eax, 21
call_kernel:
    call 0x08:0x8000       ; the kernel's code, DPL 0
call_library:
    call 0x30:0x30000      ; the library, DPL 0 as well
    call 0x30:0x30010      ; its second routine

    push 3                 ; two numbers for the kernel
    push 4
call_service:
    call 0x38:0            ; a call gate that leads to the kernel

call_gate:
    call 0x40:0            ; a call gate that leads to the library
    int  0x30              ; I have finished
