; A task with a 32-bit segment calls a second one, whose segment has 16 bits if NARROW is 1.
org 0x7C00
bits 16
    cli
    xor ax, ax
    mov ds, ax
    lgdt [gdtr]
    mov eax, cr0
    or al, 1
    mov cr0, eax
    jmp 0x08:protected
bits 32
protected:
    mov ax, 0x10
    mov ds, ax
    mov es, ax
    mov ss, ax
    mov esp, 0x9FF0
    mov ax, 0x28
    ltr ax
    mov eax, 0x1234
    call 0x30:0
back:
    hlt
    jmp back
inside:
    iret
align 8
gdt:
    dd 0, 0
    dd 0x0000FFFF, 0x00CF9A00
    dd 0x0000FFFF, 0x00CF9200
    dd 0, 0
    dd 0, 0
    dw 103, first_task, 0x8900, 0
%if NARROW
    dw 43, second_task, 0x8100, 0
%else
    dw 103, second_task, 0x8900, 0
%endif
gdt_end:
first_task:
    times 104 db 0
second_task:
%if NARROW
    times 14 db 0
    dw inside, 2, 0x5678, 0, 0, 0, 0x9000, 0, 0, 0
    dw 0x10, 0x08, 0x10, 0x10, 0
%else
    times 28 db 0
    dd 0, inside, 2, 0x5678, 0, 0, 0, 0x9000, 0, 0, 0
    dd 0x10, 0x08, 0x10, 0x10, 0, 0, 0, 0x680000
%endif
gdtr:
    dw gdt_end - gdt - 1
    dd gdt
