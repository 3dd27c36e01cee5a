; guest-b.asm: a kernel that talks to a device:
; it sends 300 letters, one after the other.
bits 32
org  0x9C00

begin_b:
    mov  ecx, 300
    mov  al, 'b'
send_b:
    out  0xE9, al
    dec  ecx
    jnz  send_b
done_b:
    cli
    hlt
