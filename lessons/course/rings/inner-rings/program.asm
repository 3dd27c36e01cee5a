; program.asm: a program in ring 3. CPL 3, IOPL 1.
bits 32
org  0x20000

    mov  al, 'h'
try_out:
    out  0xE9, al          ; the console itself?
    mov  al, 'i'
call_driver:
    call 0x40:0            ; the driver, behind a call gate
    int  0x30              ; I have finished
