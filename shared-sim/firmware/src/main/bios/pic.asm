; The two 8259A interrupt controllers (Intel 8259A data sheet).

PIC1_COMMAND    equ 0x20
PIC1_DATA       equ 0x21
PIC2_COMMAND    equ 0xA0
PIC2_DATA       equ 0xA1
PIC1_VECTOR     equ 0x08
PIC2_VECTOR     equ 0x70
PIC_EOI         equ 0x20
PIC_READ_ISR    equ 0x0B

; Edge triggered, cascaded at line 2; only the timer and the keyboard may interrupt.
pic_init:
        mov al, 0x11            ; ICW1: begin, ICW4 follows
        out PIC1_COMMAND, al
        out PIC2_COMMAND, al
        mov al, PIC1_VECTOR     ; ICW2
        out PIC1_DATA, al
        mov al, PIC2_VECTOR
        out PIC2_DATA, al
        mov al, 1 << 2          ; ICW3: the slave is at line 2
        out PIC1_DATA, al
        mov al, 2
        out PIC2_DATA, al
        mov al, 1               ; ICW4: 8086 mode
        out PIC1_DATA, al
        out PIC2_DATA, al
        mov al, ~(1 << 0 | 1 << 1 | 1 << 2) & 0xFF
        out PIC1_DATA, al
        mov al, 0xFF
        out PIC2_DATA, al
        ret

; AL: the lines of the master that are being served.
pic1_in_service:
        mov al, PIC_READ_ISR
        out PIC1_COMMAND, al
        in al, PIC1_COMMAND
        ret
