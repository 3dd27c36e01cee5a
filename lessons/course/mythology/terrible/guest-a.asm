; guest-a.asm: a kernel that computes: it adds
; the numbers from 1 to 30000.
bits 32
org  0x7C00

begin_a:
    mov  ecx, 30000
    xor  eax, eax
add_a:
    add  eax, ecx
    dec  ecx
    jnz  add_a
done_a:
    cli
    hlt
