; Insertion sort of 1,000 numbers of a linear congruential generator; EAX: how many are in order.
org 0x7C00
bits 16
    cli
    xor ax, ax
    mov ds, ax
    mov ss, ax
    mov sp, 0x7000
    lgdt [gdtr]
    lidt [idtr]
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
    mov esp, 0x9000
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
    mov [RESULT], eax
    hlt
align 8
gdt:
    dd 0, 0
    dd 0x0000FFFF, 0x00CF9A00
    dd 0x0000FFFF, 0x00CF9200
gdt_end:
gdtr:
    dw gdt_end - gdt - 1
    dd gdt
idtr:
    dw idt_end - idt - 1
    dd idt
RESULT equ 0x0600
idt:
idt_end:
