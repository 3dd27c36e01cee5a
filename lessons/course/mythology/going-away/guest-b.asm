; guest-b.asm: a system of another kind. It waits for its clock, and prints a
; letter at each of eight ticks.
bits 32
org  0x9C00

TICKS equ 0x6800

begin_b:
    lgdt [segments_b]
    lidt [gates_b]
    mov  esp, 0x6000
    mov  eax, clock_b            ; gate 0x20: the clock
    mov  [0x6100], ax
    mov  word [0x6102], 8
    mov  dword [0x6104], 0x8E00
    mov  al, 0x11                ; the interrupt controller: from vector 0x20 on
    out  0x20, al
    mov  al, 0x20
    out  0x21, al
    mov  al, 4
    out  0x21, al
    mov  al, 1
    out  0x21, al
    mov  al, 0xFE                ; it hears the clock alone
    out  0x21, al
    mov  al, 0x34                ; a tick every 0x3E8 instructions
    out  0x43, al
    mov  al, 0xE8
    out  0x40, al
    mov  al, 3
    out  0x40, al
    sti
wait_b:
    hlt
    cmp  byte [TICKS], 8
    jb   wait_b
    cli
    hlt

clock_b:
    push eax
    inc  byte [TICKS]
    mov  al, 'b'
    out  0xE9, al
    mov  al, 0x20
    out  0x20, al
    pop  eax
    iretd

    align 8
table_b:
    dq 0
    dq 0x00CF9A000000FFFF
    dq 0x00CF92000000FFFF
segments_b:
    dw 23
    dd table_b
gates_b:
    dw 0x107
    dd 0x6000
