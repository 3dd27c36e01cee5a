; CRC-32 (reflected polynomial 0xEDB88320) of the bytes 0 to 255, bit by bit, two hundred times over.
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
