; clumsy.asm: writes into its own line. But one
; digit of the address is wrong.
bits 32
org  0x30000

clumsy:
    mov  dword [0x20010], "oops"
    ret

    times 0x10 - ($ - $$) db 0
line:                  ; at 0x30010
    db   "none"
