; Copies 64 KiB word by word and sums what arrived, forty times.
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
