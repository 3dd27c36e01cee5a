; A kernel without a wall for tests: ring 3, exit (1) and write (4) through INT 0x80.
org 0x7C00
bits 16
    cli
    xor   ax, ax
    mov   ds, ax
    lgdt  [gdt_pointer]
    lidt  [idt_pointer]
    mov   eax, cr0
    or    al, 1
    mov   cr0, eax
    jmp   0x08:protected
bits 32
protected:
    mov   ax, 0x10
    mov   ds, ax
    mov   es, ax
    mov   ss, ax
    mov   esp, 0x18000
    mov   ax, 0x28
    ltr   ax
    mov   eax, 1
    cpuid
    test  dl, 1
    jz    no_floating_point
    fninit
no_floating_point:
    mov   edi, 0x200000 - 64
    mov   dword [edi], 1
    mov   dword [edi + 4], name
    mov   ax, 0x23
    mov   ds, ax
    mov   es, ax
    push  0x23
    push  edi
    push  0x202
    push  0x1B
    push  0x100000
    xor   ebp, ebp
    iret
service:
    cmp   eax, 4
    je    write
    cmp   eax, 1
    je    stop
    cmp   eax, 252
    je    stop
    cmp   eax, 45
    je    break
    mov   eax, -38
    iret
break:
    mov   eax, 0x180000
    cmp   ebx, eax
    cmovae eax, ebx
    iret
write:
    push  esi
    push  ecx
    mov   esi, ecx
    mov   ecx, edx
    jecxz written
next:
    lodsb
    out   0xE9, al
    loop  next
written:
    pop   ecx
    pop   esi
    mov   eax, edx
    iret
stop:
    cli
    hlt
    jmp   stop
name: db "program", 0
align 8
gdt:
    dd    0, 0
    dd    0x0000FFFF, 0x00CF9A00
    dd    0x0000FFFF, 0x00CF9200
    dd    0x0000FFFF, 0x00CFFA00
    dd    0x0000FFFF, 0x00CFF200
    dw    tss_end - tss - 1, tss, 0x8900, 0
gdt_end:
idt:
    times 0x80 dw stop, 0x08, 0x8E00, 0
    dw    service, 0x08, 0xEE00, 0
idt_end:
tss:
    dd    0, 0x18000, 0x10
    times 90 db 0
    dw    104
tss_end:
gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt
