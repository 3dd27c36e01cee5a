; Recursive calls: the 25th Fibonacci number, by its definition.
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
done:
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
