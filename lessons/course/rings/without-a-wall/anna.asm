; anna.asm: counts her turns in a line of text.
bits 32
org  0x20000

    inc  byte [turn]   ; one more
    ret                ; the turn is over

    times 0x10 - ($ - $$) db 0
line:                  ; at 0x20010
    db   "Anna "
turn:
    db   "0. "
