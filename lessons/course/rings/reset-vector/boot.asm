; The first sector of the disk. The BIOS reads it to 0x7C00 and jumps there.

        bits 16
        org 0x7C00

MESSAGE equ 0x7E00              ; free memory, below 1 MiB

start:
        cli
        xor ax, ax
        mov ds, ax
        mov ss, ax
        mov sp, 0x7C00
        mov es, ax              ; the second sector comes to 0000:8000
        mov ax, 0x0201          ; read one sector,
        mov bx, 0x8000
        mov cx, 2               ; the second one,
        mov dx, 0x80            ; of the first disk
        int 0x13
        xor ebx, ebx

close_line:                     ; address line 20 is held at 0:
        mov al, 0xD1            ; the keyboard controller lets go of it,
        out 0x64, al
        mov al, 0xDD
        out 0x60, al
        in al, 0x92             ; and so does the board
        and al, 0xFD
        out 0x92, al
        mov ax, 0xFFFF
        mov es, ax
try_line:
        mov byte [es:MESSAGE + 16], 'A'
        in al, 0x92             ; and is let through again
        or al, 2
        out 0x92, al

        lgdt [gdtr]
        mov ax, 0x10
        mov es, ax
try_table:
        mov byte [es:0], 'X'

switch:
        mov eax, cr0
        or eax, ebx             ; EBX has the bits that are to be 1
        test al, 1              ; PE is not among them: once more
        jz switch
        mov cr0, eax
jump:
        jmp 0x08:0x8000

; Descriptors: 08 and 10 are code and data of ring 0, 18 and 20 of ring 3.
        align 8
gdt:    dq 0
        dq 0x00CF9A000000FFFF
        dq 0x00CF92000000FFFF
        dq 0x00CFFA000000FFFF
        dq 0x00CFF2000000FFFF
        dw 103, 0x9000, 0x8900, 0
gdtr:   dw 47
        dd gdt

        times 510 - ($ - $$) db 0
        dw 0xAA55
