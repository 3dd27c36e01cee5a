; INT 19h: finding something to boot, and INT 18h: there is nothing.

ORDER_DISK      equ 2
ORDER_CD        equ 3

; Tries what the CMOS names, in that order, then a disk, then a CD.
boot_service:
        cli
        xor ax, ax
        mov ss, ax
        mov sp, STACK_TOP
        sti
        push EBDA_SEGMENT
        pop ds
        mov al, CMOS_BOOT_ORDER
        call cmos_read
        movzx cx, al
.next:
        mov al, cl
        and al, 0x0F
        jz .usual
        push cx
        call boot_from
        pop cx
        shr cx, 4
        jmp .next
.usual:
        mov al, ORDER_DISK
        call boot_from
        mov al, ORDER_CD
        call boot_from
        int 0x18

; Boots from what AL names; comes back when it cannot.
boot_from:
        cmp al, ORDER_CD
        je boot_cd
        cmp al, ORDER_DISK
        je boot_disk
        ret

; Boots from the first sector of the first disk; comes back when it has no boot sector.
boot_disk:
        cmp byte [Ebda.disks], 0
        je .cannot
        xor ax, ax
        mov es, ax
        mov ax, 0x0201
        mov bx, BOOT_ADDRESS
        mov cx, 0x0001
        mov dx, FIRST_DISK
        int 0x13
        jc .cannot
        cmp word [es:BOOT_ADDRESS + 510], 0xAA55
        jne .cannot
        xor ax, ax
        mov ds, ax
        mov dx, FIRST_DISK
        jmp 0:BOOT_ADDRESS
.cannot:
        ret

; INT 18h: once a language in ROM, now the end.
no_boot_service:
        mov si, .text
        call print
        sti
.wait:
        hlt
        jmp .wait
.text:  db "No bootable disk or CD was found.", 13, 10, 0
