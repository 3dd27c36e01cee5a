; old.asm: a program from before there were rings. It runs at 2000:0000.
bits 16
org  0x20000

old:
    mov  ax, 0x2000
    mov  ds, ax
    mov  dx, [0x40]        ; a word of its own
try_cli:
    cli                    ; no interrupts now
    mov  ah, 2
    mov  dl, 'h'
call_dos:
    int  0x21              ; the old way to print a letter
    hlt                    ; I have finished

    times 0x40 - ($ - $$) db 0
    dw   SEED & 0xFFFF
