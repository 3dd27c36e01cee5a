; codes.asm: a program in ring 3 that is refused for one reason after the other.
; CPL 3, IOPL 0.
bits 32
org  0x20000

    mov  al, 'h'
ask_closed:
    int  0x30              ; a gate with DPL 0
read_below:
    mov  al, [0x7C00]      ; below its data segment
    xor  eax, eax
    mov  fs, ax            ; the null selector
read_nowhere:
    mov  al, [fs:0x20000]
    mov  ax, 0x0F
load_local:
    mov  fs, ax            ; a selector with TI 1

same_ring:
    int  0x31              ; to code of ring 3
    int  0x32              ; now the kernel tries
    mov  al, 'i'
    call 0x40:0            ; an open call gate

try_cli:
    cli
    hlt
    mov  cr0, eax
read_key:
    in   al, 0x60          ; the keyboard
    out  0x21, al          ; an interrupt controller
    int  0x33              ; I have finished

    times 0x100 - ($ - $$) db 0
helper:
    iret                   ; what gate 0x31 leads to
