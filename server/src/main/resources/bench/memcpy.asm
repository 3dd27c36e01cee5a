; Copies 64 KiB word by word and sums what arrived, forty times.
%include "begin.inc"
    mov ecx, 0x4000
fill:
    mov [0x20000 + ecx * 4 - 4], ecx
    loop fill
    mov ebp, 40
again:
    mov esi, 0x20000
    mov edi, 0x40000
    mov ecx, 0x4000
copy:
    mov eax, [esi]
    mov [edi], eax
    add esi, 4
    add edi, 4
    dec ecx
    jnz copy
    dec ebp
    jnz again
    xor eax, eax
    mov ecx, 0x4000
sum:
    add eax, [0x40000 + ecx * 4 - 4]
    loop sum
%include "end.inc"
idt:
idt_end:
