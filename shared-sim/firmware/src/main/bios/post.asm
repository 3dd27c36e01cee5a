; The power-on self-test: from the first instruction to INT 19h.

POST_START      equ 0x01
POST_PIC        equ 0x10
POST_TIMER      equ 0x20
POST_MEMORY     equ 0x30
POST_VIDEO      equ 0x40
POST_KEYBOARD   equ 0x50
POST_SERIAL     equ 0x60
POST_DISKS      equ 0x70
POST_TABLES     equ 0x80
POST_BOOT       equ 0xB0

; What CMOS register 0Fh asks of a reset that leaves protected mode.
SHUTDOWN_WITH_EOI equ 0x05
SHUTDOWN_RESUME   equ 0x0A

STACK_TOP       equ BOOT_ADDRESS

power_on:
        cli
        cld
        mov al, CMOS_SHUTDOWN   ; there is no stack yet
        out CMOS_INDEX, al
        in al, CMOS_DATA
        cmp al, SHUTDOWN_RESUME
        je resume_after_reset
        cmp al, SHUTDOWN_WITH_EOI
        je resume_with_eoi

        post_code POST_START
        xor ax, ax
        mov ss, ax
        mov sp, STACK_TOP
        call clear_data_areas
        call set_vectors
        post_code POST_PIC
        call pic_init
        post_code POST_MEMORY
        call memory_init
        call apic_init
        post_code POST_VIDEO
        call video_init
        post_code POST_SERIAL
        call serial_init
        call console_init
        mov si, text_banner
        call print
        post_code POST_TIMER
        call timer_init
        post_code POST_KEYBOARD
        call keyboard_init
        sti
        post_code POST_DISKS
        call ata_init
        post_code POST_TABLES
        call mp_init
        post_code POST_BOOT
        int 0x19

; Software that went to protected mode on a 286 came back by a reset.
resume_with_eoi:
        mov al, PIC_EOI
        out PIC2_COMMAND, al
        out PIC1_COMMAND, al
resume_after_reset:
        mov al, CMOS_SHUTDOWN
        out CMOS_INDEX, al
        mov al, 0
        out CMOS_DATA, al
        mov ax, BDA_SEGMENT
        mov ds, ax
        jmp far [Bda.resume]

; Clears both data areas and writes what is in them from the start.
clear_data_areas:
        xor eax, eax
        mov dx, BDA_SEGMENT
        mov es, dx
        xor di, di
        mov cx, 0x100 / 4
        rep stosd
        mov dx, EBDA_SEGMENT
        mov es, dx
        xor di, di
        mov cx, EBDA_KIB * 1024 / 4
        rep stosd
        mov byte [es:Ebda.kib], EBDA_KIB
        mov ds, [cs:.bda]
        mov word [Bda.ebda], EBDA_SEGMENT
        ret
.bda:   dw BDA_SEGMENT

; All vectors to the handler for what nobody expects, then those that are served.
set_vectors:
        xor ax, ax
        mov es, ax
        xor di, di
        mov bx, unexpected_0
        mov cx, 32
.unexpected:
        mov ax, bx
        stosw
        mov ax, ROM_SEGMENT
        stosw
        add bx, UNEXPECTED_SIZE
        loop .unexpected
        mov cx, 256 - 32
.ignored:
        mov ax, ignored_interrupt
        stosw
        mov ax, ROM_SEGMENT
        stosw
        loop .ignored

        mov si, vectors
.served:
        cs lodsw
        cmp ax, -1
        je .done
        mov di, ax
        shl di, 2
        cs lodsw
        stosw
        jmp .served
.done:
        xor eax, eax            ; 60h to 67h belong to programs
        mov di, 4 * 0x60
        mov cx, 8
        rep stosd
        mov ds, [cs:clear_data_areas.bda]
        ret

vectors:
        dw 0x01, ignored_interrupt
        dw 0x03, ignored_interrupt
        dw 0x04, ignored_interrupt
        dw 0x05, ignored_interrupt
        dw 0x08, timer_interrupt
        dw 0x09, keyboard_interrupt
        dw 0x10, video_service
        dw 0x11, equipment_service
        dw 0x12, memory_size_service
        dw 0x13, disk_service
        dw 0x14, serial_service
        dw 0x15, system_service
        dw 0x16, keyboard_service
        dw 0x17, printer_service
        dw 0x18, no_boot_service
        dw 0x19, boot_service
        dw 0x1A, clock_service
        dw 0x1B, ignored_interrupt
        dw 0x1C, ignored_interrupt
        dw 0x1E, floppy_table   ; a table, not a routine
        dw 0x70, clock_interrupt
        dw 0x74, ignored_irq_slave
        dw 0x76, ignored_irq_slave
        dw 0x77, ignored_irq_slave
        dw -1

text_banner: db "Cloister BIOS", 13, 10, 0
