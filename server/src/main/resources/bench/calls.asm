; Recursive calls: the 25th Fibonacci number, by its definition.
%include "begin.inc"
    push dword 25
    call fibonacci
    add esp, 4
    jmp done
fibonacci:
    push ebp
    mov ebp, esp
    push ebx
    mov eax, [ebp + 8]
    cmp eax, 2
    jb small
    dec eax
    push eax
    call fibonacci
    mov ebx, eax
    mov eax, [ebp + 8]
    sub eax, 2
    mov [esp], eax
    call fibonacci
    add esp, 4
    add eax, ebx
small:
    pop ebx
    pop ebp
    ret
%include "end.inc"
idt:
idt_end:
