; guest-b.asm: a system of another kind. It has pages, two programs in ring 3
; that take turns, and system calls.
bits 32
org  0x9C00

begin_b:
    lgdt [segments_b]
    lidt [gates_b]
    mov  esp, 0x7000
    mov  eax, clock_b            ; gate 0x20: the clock
    mov  edi, table_of_gates + 8 * 0x20
    mov  ecx, 0x8E00
    call set_gate
    mov  eax, call_b             ; gate 0x30: system calls
    mov  edi, table_of_gates + 8 * 0x30
    mov  ecx, 0xEE00
    call set_gate
    mov  dword [task_b + 4], 0x7000
    mov  dword [task_b + 8], 0x10
    mov  ax, 0x28
    ltr  ax
    ; pages: the first 256 KiB as they are
    mov  edi, 0x20000
    mov  ecx, 1024
    xor  eax, eax
    rep stosd
    mov  dword [0x20000], 0x21007
    mov  edi, 0x21000
    mov  eax, 7
    mov  ecx, 64
page_b:
    stosd
    add  eax, 0x1000
    loop page_b
    mov  eax, 0x20000
    mov  cr3, eax
    mov  eax, cr0
    or   eax, 0x80000000
    mov  cr0, eax
    ; the clock: every 0x3E8 instructions
    mov  al, 0x11
    out  0x20, al
    mov  al, 0x20
    out  0x21, al
    mov  al, 4
    out  0x21, al
    mov  al, 1
    out  0x21, al
    mov  al, 0xFE
    out  0x21, al
    mov  al, 0x34
    out  0x43, al
    mov  al, 0xE8
    out  0x40, al
    mov  al, 3
    out  0x40, al
    ; the second program's registers, as if it had been interrupted
    mov  dword [0x6800 - 4], 0x23
    mov  dword [0x6800 - 8], 0x9000
    mov  dword [0x6800 - 12], 0x202
    mov  dword [0x6800 - 16], 0x1B
    mov  dword [0x6800 - 20], second
    mov  dword [other], 0x6800 - 20 - 32
    ; the first program
    push 0x23
    push 0x8000
    push 0x202
    push 0x1B
    push first
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

clock_b:                         ; the other program's turn
    pushad
    mov  al, 0x20
    out  0x20, al
    mov  eax, [other]
    mov  [other], esp
    mov  esp, eax
    xor  dword [task_b + 4], 0x7000 ^ 0x6800
    popad
    iretd

call_b:                          ; prints what is in AL; 0 is the end
    or   al, al
    jz   end_b
    out  0xE9, al
    iretd
end_b:
    cli
    hlt

first:
    mov  esi, 4
next_first:
    mov  al, '1'
    int  0x30
    mov  ecx, 700
wait_first:
    loop wait_first
    dec  esi
    jnz  next_first
    xor  eax, eax
    int  0x30

second:
    mov  al, '2'
    int  0x30
    mov  ecx, 700
wait_second:
    loop wait_second
    jmp  second

    align 8
table_b:
    dq 0
    dq 0x00CF9A000000FFFF
    dq 0x00CF92000000FFFF
    dq 0x00CFFA000000FFFF
    dq 0x00CFF2000000FFFF
    dw 0x67, task_b
    dd 0x00008900
segments_b:
    dw 47
    dd table_b
gates_b:
    dw 0x1FF
    dd table_of_gates
other:
    dd 0
    align 16
task_b:
    times 104 db 0
    align 16
table_of_gates:
    times 64 dq 0
