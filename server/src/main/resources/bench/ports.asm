; Port storm: 300,000 reads of a port that no device has.
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
