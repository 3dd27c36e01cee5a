; resident.asm: what the old program expects at 3000:0000, the handler of INT 21h.
bits 16
org  0x30000

print:
    mov  al, dl
try_out:
    out  0xE9, al
go_back:
    iret
