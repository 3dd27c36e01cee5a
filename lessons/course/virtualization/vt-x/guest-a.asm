; guest-a.asm: a kernel that counts, and
; lets no clock come between: it switches
; interrupts off, and back as they were.
bits 32
org  0x7C00

begin_a:
    lgdt [segments_a]        ; its own table of segments
    lidt [gates_a]           ; its own table of gates
    mov  esp, 0x6000
    mov  eax, clock_a        ; gate 0x20: the clock
    mov  [0x6100], ax
    mov  word [0x6102], 8
    mov  dword [0x6104], 0x8E00
    mov  al, 0x11            ; the interrupt controller: from vector 0x20 on
    out  0x20, al
    mov  al, 0x20
    out  0x21, al
    mov  al, 4
    out  0x21, al
    mov  al, 1
    out  0x21, al
    mov  al, 0xFE            ; it hears the clock alone
    out  0x21, al
    mov  al, 0x34            ; the clock: every 0x3E8 instructions
    out  0x43, al
    mov  al, 0xE8
    out  0x40, al
    mov  al, 3
    out  0x40, al
    sti
work_a:
    cmp  byte [0x6800], 8 ; eight ticks?
    jae  done_a
guard_a:
    pushfd           ; keep the flags
    cli              ; no clock now
    inc  dword [0x6900]
restore_a:
    popfd            ; flags as before
    jmp  work_a
done_a:
    cli
    hlt

clock_a:
    push eax
    inc  dword [0x6900]
    mov  al, 'a'
    out  0xE9, al
    inc  byte [0x6800]
    mov  al, 0x20
    out  0x20, al
    pop  eax
    iretd

    align 8
table_a:
    dq 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
segments_a:
    dw 23
    dd table_a
gates_a:
    dw 0x1FF
    dd 0x6000
