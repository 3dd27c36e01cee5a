; CRC-32 (reflected polynomial 0xEDB88320) of the bytes 0 to 255, bit by bit, two hundred times over.
%include "begin.inc"
    mov ebp, 200
    mov eax, -1
again:
    xor ebx, ebx
byte_in:
    movzx edx, bl
    xor eax, edx
    mov ecx, 8
bit_out:
    shr eax, 1
    jnc even
    xor eax, 0xEDB88320
even:
    dec ecx
    jnz bit_out
    inc bl
    jnz byte_in
    dec ebp
    jnz again
    not eax
%include "end.inc"
idt:
idt_end:
