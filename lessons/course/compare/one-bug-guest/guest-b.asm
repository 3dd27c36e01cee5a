; guest-b.asm: a neighbour with a machine of its own, and something of its own in it.
bits 32
org  0x9C00

begin_b:
    mov  esi, secret_b
    mov  edi, 0x12000
    mov  ecx, 4
    rep movsb                    ; it keeps it, and tells nobody
    mov  ecx, 3000
work_b:
    loop work_b
    mov  al, '.'
    out  0xE9, al
    cli
    hlt

secret_b:
    db 'blue'
