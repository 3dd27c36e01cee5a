; guest-a.asm: a small system, as they were when a machine had one program.
; It has a bug: it writes where it should not.
bits 32
org  0x7C00

begin_a:
    mov  ecx, 8
overwrite_a:
    mov  dword [0x9C00], 0   ; where guest B's first instruction lies
print_a:
    mov  al, 'a'
    out  0xE9, al
    loop print_a
    cli
    hlt
