; Sieve of Eratosthenes: counts the primes below 100,000, eight times.
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
    mov ebp, 8
again:
    mov edi, 0x20000
    mov ecx, 100000 / 4
    mov eax, 0x01010101
    rep stosd
    xor eax, eax
    mov ebx, 2
next:
    cmp byte [0x20000 + ebx], 0
    je composite
    inc eax
    lea edx, [ebx + ebx]
strike:
    cmp edx, 100000
    jae composite
    mov byte [0x20000 + edx], 0
    add edx, ebx
    jmp strike
composite:
    inc ebx
    cmp ebx, 100000
    jb next
    dec ebp
    jnz again
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
