; guest-a.asm: one kernel and two tenants, as containers have it. Each tenant has
; a page of its own, which the other may not use. The kernel prints for them, and
; it has a mistake: it does not ask whose page it is told to print from.
bits 32
org  0x7C00

ONE    equ 0xA000                ; the first tenant's page, with its program
TWO    equ 0xB000                ; the second tenant's page
BEYOND equ 0x40000               ; behind all memory of this guest
TABLE  equ 0x21000

begin_a:
    lgdt [segments_a]
    lidt [gates_a]
    mov  esp, 0x7000
    mov  eax, refused_a          ; gate 0x0E: page faults
    mov  edi, 0x6000 + 8 * 0x0E
    mov  ecx, 0x8E00
    call set_gate
    mov  eax, print_a            ; gate 0x30: the call
    mov  edi, 0x6000 + 8 * 0x30
    mov  ecx, 0xEE00
    call set_gate
    mov  dword [task_a + 4], 0x7000
    mov  dword [task_a + 8], 0x10
    mov  ax, 0x28
    ltr  ax
    mov  dword [0x20000], TABLE + 7
    mov  edi, TABLE              ; all pages are the kernel's,
    mov  eax, 3
    mov  ecx, 256
page_a:
    stosd
    add  eax, 0x1000
    loop page_a
    mov  dword [TABLE + 4 * (ONE >> 12)], ONE + 7    ; but for one
    mov  eax, 0x20000
    mov  cr3, eax
    mov  eax, cr0
    or   eax, 0x80000000
    mov  cr0, eax
    push 0x23                    ; the first tenant's turn
    push ONE + 0x1000
    push 0x202
    push 0x1B
    push one
    mov  eax, 0x23
    mov  ds, eax
    mov  es, eax
    iretd

set_gate:
    mov  [edi], ax
    mov  word [edi + 2], 8
    mov  [edi + 4], ecx
    shr  eax, 16
    mov  [edi + 6], ax
    ret

refused_a:                       ; no page for you: the tenant goes on behind it
    add  esp, 4
    add  dword [esp], 5
    iretd

; The call: prints ECX letters from EBX on.
print_a:
    mov  al, [ebx]               ; the kernel reads, and may read everything
    out  0xE9, al
    inc  ebx
    loop print_a
    iretd

    align 8
table_a:
    dq 0
    dq 0x00CF9A000000FFFF
    dq 0x00CF92000000FFFF
    dq 0x00CFFA000000FFFF
    dq 0x00CFF2000000FFFF
    dw 0x67, task_a
    dd 0x00008900
segments_a:
    dw 47
    dd table_a
gates_a:
    dw 0x187
    dd 0x6000
    align 16
task_a:
    times 104 db 0

    times ONE - 0x7C00 - ($ - $$) db 0
one:                             ; the first tenant, in ring 3
read_two:
    mov  al, [TWO]               ; reads the other tenant's page itself
    mov  ebx, TWO
    mov  ecx, 3
ask_two:
    int  0x30                    ; asks the kernel for it
    mov  ebx, BEYOND
    mov  ecx, 4
ask_beyond:
    int  0x30                    ; asks for what lies behind this machine
    jmp  $

    times TWO - 0x7C00 - ($ - $$) db 0
    db 'red'                     ; what the second tenant keeps to itself
