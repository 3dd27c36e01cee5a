; guest-a.asm: one kernel and two tenants, as before a container's wall. The kernel
; notes a number for its tenants wherever they want it, and does not look at the
; address: the mistake of waitid.
bits 32
org  0x7C00

ONE    equ 0xA000                ; the first tenant's page, with its program
TWO    equ 0xB000                ; the second tenant's page
WINDOW equ 0xC000                ; a page that nobody uses
BEYOND equ 0x40000               ; behind all memory of this guest
TABLE  equ 0x21000               ; the table of pages
FOR_ALL equ 7                    ; present, writable, and for programs

begin_a:
    lgdt [segments_a]
    lidt [gates_a]
    mov  esp, 0x7000
    mov  eax, refused_a          ; gate 0x0E: page faults
    mov  edi, 0x6000 + 8 * 0x0E
    mov  ecx, 0x8E00
    call set_gate
    mov  eax, call_a             ; gate 0x30: the calls
    mov  edi, 0x6000 + 8 * 0x30
    mov  ecx, 0xEE00
    call set_gate
    mov  dword [task_a + 4], 0x7000
    mov  dword [task_a + 8], 0x10
    mov  ax, 0x28
    ltr  ax
    mov  dword [0x20000], TABLE + FOR_ALL
    mov  edi, TABLE              ; all pages are the kernel's,
    mov  eax, 3
    mov  ecx, 256
page_a:
    stosd
    add  eax, 0x1000
    loop page_a
    mov  dword [TABLE + 4 * (ONE >> 12)], ONE + FOR_ALL   ; but for one
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

; The calls: EAX 1 prints the letter in CL, 2 notes ECX at EBX.
call_a:
    cmp  eax, 2
    je   note_a
    mov  al, cl
    out  0xE9, al
    iretd
note_a:
    mov  [ebx], ecx              ; wherever that is
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
try_two:
    mov  al, [TWO]               ; the other tenant's page: refused
    mov  eax, 2                  ; "note this number there":
    mov  ebx, TABLE + 4 * (TWO >> 12)
    mov  ecx, TWO + FOR_ALL
note_two:
    int  0x30
    mov  esi, TWO
next_letter:
    mov  cl, [esi]               ; the same page, once more
    or   cl, cl
    jz   further
    mov  eax, 1
    int  0x30
    inc  esi
    jmp  next_letter
further:
    mov  eax, 2                  ; the same for a page behind this machine
    mov  ebx, TABLE + 4 * (WINDOW >> 12)
    mov  ecx, BEYOND + FOR_ALL
note_beyond:
    int  0x30
read_beyond:
    mov  al, [WINDOW]
    jmp  $

    times TWO - 0x7C00 - ($ - $$) db 0
    db 'red', 0                  ; what the second tenant keeps to itself
