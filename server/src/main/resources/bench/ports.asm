; Port storm: 300,000 reads of a port that no device has.
%include "begin.inc"
    xor ebx, ebx
    mov ecx, 300000
    mov dx, 0x1234
again:
    in al, dx
    movzx eax, al
    add ebx, eax
    dec ecx
    jnz again
    mov eax, ebx
%include "end.inc"
idt:
idt_end:
