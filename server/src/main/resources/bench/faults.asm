; Page-fault storm: ring 3 writes to 64 pages that are not there; the handler maps each one. Then a
; gate takes them all away. A thousand times over. EAX: faults and the sum of what was written.
%include "begin.inc"
DIRECTORY equ 0x10000
LOW_TABLE equ 0x11000
TABLE equ 0x12000
FRAMES equ 0x20000
AREA equ 0x400000
PAGES equ 64
PAGE equ 0x1000
ENTRY equ 7
    mov edi, DIRECTORY
    mov ecx, 3 * PAGE / 4
    xor eax, eax
    rep stosd
    mov dword [DIRECTORY], LOW_TABLE | ENTRY
    mov dword [DIRECTORY + 4], TABLE | ENTRY
    mov edi, LOW_TABLE
    mov eax, ENTRY
identity:
    stosd
    add eax, PAGE
    cmp edi, LOW_TABLE + 256 * 4
    jb identity
    mov eax, DIRECTORY
    mov cr3, eax
    mov eax, cr0
    or eax, 0x80000000
    mov cr0, eax
    mov byte [gdt + 0x28 + 5], 0x89
    mov ax, 0x28
    ltr ax
    xor ebp, ebp
    xor ebx, ebx
    push dword 0x23
    push dword 0x8800
    push dword 2
    push dword 0x1B
    push dword ring3
    iret
ring3:
    mov ax, 0x23
    mov ds, ax
    mov es, ax
    mov edi, 1000
again:
    mov esi, AREA
    mov ecx, PAGES
touch:
    mov [esi], ecx
    add esi, PAGE
    dec ecx
    jnz touch
    mov esi, AREA
    mov ecx, PAGES
sum:
    add ebx, [esi]
    add esi, PAGE
    dec ecx
    jnz sum
    int 0x20
    dec edi
    jnz again
    int 0x21
fault:
    push eax
    push edx
    mov eax, cr2
    shr eax, 12
    and eax, PAGES - 1
    mov edx, eax
    shl edx, 12
    add edx, FRAMES | ENTRY
    mov [TABLE + eax * 4], edx
    inc ebp
    pop edx
    pop eax
    add esp, 4
    iret
take_away:
    mov esi, AREA
    mov ecx, PAGES
take:
    mov dword [TABLE + ecx * 4 - 4], 0
    invlpg [esi]
    add esi, PAGE
    dec ecx
    jnz take
    iret
leave_ring3:
    mov eax, cr0
    and eax, 0x7FFFFFFF
    mov cr0, eax
    mov ax, 0x10
    mov ds, ax
    mov es, ax
    lea eax, [ebp + ebx]
%include "end.inc"
idt:
    times 14 * 8 db 0
    dw fault, 0x08, 0x8E00, 0
    times 0x20 * 8 - ($ - idt) db 0
    dw take_away, 0x08, 0xEE00, 0
    dw leave_ring3, 0x08, 0xEE00, 0
idt_end:
