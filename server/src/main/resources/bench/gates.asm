; Gate storm: 200,000 times through an interrupt gate and back.
%include "begin.inc"
    xor eax, eax
    mov ecx, 200000
again:
    int 0
    dec ecx
    jnz again
    jmp done
gate:
    inc eax
    iret
%include "end.inc"
idt:
    dw gate, 0x08, 0x8E00, 0
idt_end:
