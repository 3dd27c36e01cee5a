; The second sector of the disk: what runs when protection is on.

        bits 32
        org 0x8000

SCREEN  equ 0xB8000 + 160 * 5   ; the sixth line: a character, its colour, and so on
TSS     equ 0x9000

kernel:
        mov ax, 0x10
        mov ds, ax
        mov ss, ax
        mov esp, 0x7C00
        mov byte [SCREEN], '0'
        lidt [idtr]
        mov dword [TSS + 4], 0x7C00
        mov dword [TSS + 8], 0x10
        mov ax, 0x28
        ltr ax
        push 0x20 + 3
        push 0x7000
        push 2
        push 0x18 + 3
        push program
        iret

program:
        mov ax, 0x20 + 3
        mov ds, ax
        mov byte [SCREEN + 2], '3'
        xor eax, eax
try_undo:
        mov cr0, eax

refused:                        ; where #GP leads
        hlt
        jmp refused

        align 8
idt:    times 13 dq 0
        dw refused, 8, 0x8E00, 0
idtr:   dw 14 * 8 - 1
        dd idt
