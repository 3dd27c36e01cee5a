; Insertion sort of 1,000 numbers of a linear congruential generator; EAX: how many are in order.
%include "begin.inc"
    mov eax, 12345
    xor ecx, ecx
make:
    imul eax, eax, 1103515245
    add eax, 12345
    mov [0x20000 + ecx * 4], eax
    inc ecx
    cmp ecx, 1000
    jb make
    mov ecx, 1
insert:
    mov eax, [0x20000 + ecx * 4]
    mov edx, ecx
shift:
    mov ebx, [0x20000 + edx * 4 - 4]
    cmp ebx, eax
    jbe place
    mov [0x20000 + edx * 4], ebx
    dec edx
    jnz shift
place:
    mov [0x20000 + edx * 4], eax
    inc ecx
    cmp ecx, 1000
    jb insert
    mov eax, 1
    mov ecx, 1
check:
    mov ebx, [0x20000 + ecx * 4]
    cmp ebx, [0x20000 + ecx * 4 - 4]
    jb disorder
    inc eax
    inc ecx
    cmp ecx, 1000
    jb check
disorder:
%include "end.inc"
idt:
idt_end:
