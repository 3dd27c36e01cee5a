; The end of the ROM that holds a program: copies it from the ROM's beginning to where boot sectors
; go. Sixty-four KiB at F0000h, seen by every PC at its start.
org 0xFF00
bits 16
start:
    cld
    mov ax, 0xF000
    mov ds, ax
    xor ax, ax
    mov es, ax
    xor si, si
    mov di, 0x7C00
    mov cx, 0x1000 / 2
    rep movsw
    jmp 0:0x7C00
    times 0xF0 - ($ - $$) db 0
    jmp 0xF000:start
    times 0x100 - ($ - $$) db 0
