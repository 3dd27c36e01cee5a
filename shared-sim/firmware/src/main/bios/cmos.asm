; The battery-backed memory beside the calendar clock (MC146818A data sheet).

CMOS_INDEX      equ 0x70
CMOS_DATA       equ 0x71

CMOS_SECONDS    equ 0x00
CMOS_MINUTES    equ 0x02
CMOS_HOURS      equ 0x04
CMOS_DAY        equ 0x07
CMOS_MONTH      equ 0x08
CMOS_YEAR       equ 0x09
CMOS_STATUS_A   equ 0x0A
CMOS_STATUS_B   equ 0x0B
CMOS_STATUS_C   equ 0x0C
CMOS_SHUTDOWN   equ 0x0F
CMOS_EXTENDED   equ 0x30        ; KiB from 1 MiB on, two bytes
CMOS_ABOVE_16M  equ 0x34        ; 64 KiB units from 16 MiB on, two bytes
CMOS_CENTURY    equ 0x32
CMOS_BOOT_ORDER equ 0x3D        ; a nibble a try: 2 the disk, 3 the CD
CMOS_CONSOLE    equ 0x40        ; bit 0: copy the console to the first serial line

; AL: in, the register; out, its value.
cmos_read:
        out CMOS_INDEX, al
        in al, CMOS_DATA
        ret

; AX: the register and the one after it, beginning with AL.
cmos_read16:
        push bx
        mov bl, al
        call cmos_read
        mov bh, al
        lea ax, [bx + 1]
        call cmos_read
        mov ah, al
        mov al, bh
        pop bx
        ret

; Writes AH to the register AL.
cmos_write:
        out CMOS_INDEX, al
        mov al, ah
        out CMOS_DATA, al
        ret
