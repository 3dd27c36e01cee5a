; The registers of the VGA in each mode (IBM VGA; PS/2 Hardware Interface Technical
; Reference, Video Subsystem).

MISC_WRITE      equ 0x3C2
SEQUENCER       equ 0x3C4
DAC_MASK        equ 0x3C6
DAC_WRITE       equ 0x3C8
GRAPHICS        equ 0x3CE
ATTRIBUTE       equ 0x3C0
INPUT_STATUS    equ 0x3DA
CRTC_INDEX      equ 0x3D4

CRTC_CURSOR_FIRST equ 0x0A
CRTC_CURSOR_LAST equ 0x0B
CRTC_START_HIGH equ 0x0C
CRTC_START_LOW  equ 0x0D
CRTC_CURSOR_HIGH equ 0x0E
CRTC_CURSOR_LOW equ 0x0F
CRTC_SYNC_END   equ 0x11        ; its top bit protects registers 0 to 7

SEQUENCER_COUNT equ 5
CRTC_COUNT      equ 25
GRAPHICS_COUNT  equ 9
ATTRIBUTE_COUNT equ 21

struc Mode
.first:         resb 1          ; the modes that look like this
.last:          resb 1
.columns:       resb 1
.cell_height:   resb 1
.page_bytes:    resw 1
.misc:          resb 1
.sequencer:     resb SEQUENCER_COUNT
.crtc:          resb CRTC_COUNT
.graphics:      resb GRAPHICS_COUNT
.attributes:    resb ATTRIBUTE_COUNT
endstruc

MODE_COUNT      equ 4

modes:
; 00h, 01h: 40 columns of text
        db 0x00, 0x01, 40, 16
        dw 0x0800
        db 0x67
        db 0x03, 0x08, 0x03, 0x00, 0x02
        db 0x2D, 0x27, 0x28, 0x90, 0x2B, 0xA0, 0xBF, 0x1F, 0x00, 0x4F, 0x0D, 0x0E, 0x00
        db 0x00, 0x00, 0x00, 0x9C, 0x8E, 0x8F, 0x14, 0x1F, 0x96, 0xB9, 0xA3, 0xFF
        db 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x0E, 0x00, 0xFF
        db 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14, 0x07, 0x38, 0x39, 0x3A, 0x3B, 0x3C
        db 0x3D, 0x3E, 0x3F, 0x0C, 0x00, 0x0F, 0x08, 0x00
; 02h, 03h: 80 columns of text
        db 0x02, 0x03, 80, 16
        dw 0x1000
        db 0x67
        db 0x03, 0x00, 0x03, 0x00, 0x02
        db 0x5F, 0x4F, 0x50, 0x82, 0x55, 0x81, 0xBF, 0x1F, 0x00, 0x4F, 0x0D, 0x0E, 0x00
        db 0x00, 0x00, 0x00, 0x9C, 0x8E, 0x8F, 0x28, 0x1F, 0x96, 0xB9, 0xA3, 0xFF
        db 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x0E, 0x00, 0xFF
        db 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14, 0x07, 0x38, 0x39, 0x3A, 0x3B, 0x3C
        db 0x3D, 0x3E, 0x3F, 0x0C, 0x00, 0x0F, 0x08, 0x00
; 12h: 640 by 480 pixels of 16 colours
        db GRAPHICS_16, GRAPHICS_16, 80, 16
        dw 0xA000
        db 0xE3
        db 0x03, 0x01, 0x0F, 0x00, 0x06
        db 0x5F, 0x4F, 0x50, 0x82, 0x54, 0x80, 0x0B, 0x3E, 0x00, 0x40, 0x00, 0x00, 0x00
        db 0x00, 0x00, 0x00, 0xEA, 0x8C, 0xDF, 0x28, 0x00, 0xE7, 0x04, 0xE3, 0xFF
        db 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x0F, 0xFF
        db 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x14, 0x07, 0x38, 0x39, 0x3A, 0x3B, 0x3C
        db 0x3D, 0x3E, 0x3F, 0x01, 0x00, 0x0F, 0x00, 0x00
; 13h: 320 by 200 pixels of 256 colours
        db GRAPHICS_256, GRAPHICS_256, 40, 8
        dw 0xFA00
        db 0x63
        db 0x03, 0x01, 0x0F, 0x00, 0x0E
        db 0x5F, 0x4F, 0x50, 0x82, 0x54, 0x80, 0xBF, 0x1F, 0x00, 0x41, 0x00, 0x00, 0x00
        db 0x00, 0x00, 0x00, 0x9C, 0x8E, 0x8F, 0x28, 0x40, 0x96, 0xB9, 0xA3, 0xFF
        db 0x00, 0x00, 0x00, 0x00, 0x00, 0x40, 0x05, 0x0F, 0xFF
        db 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0A, 0x0B, 0x0C
        db 0x0D, 0x0E, 0x0F, 0x41, 0x00, 0x0F, 0x00, 0x00

; CS:SI: the Mode of mode AL; carry when there is none.
find_mode:
        mov si, modes
        mov cx, MODE_COUNT
.next:
        cmp al, [cs:si + Mode.first]
        jb .other
        cmp al, [cs:si + Mode.last]
        jbe .found
.other:
        add si, Mode_size
        loop .next
        stc
        ret
.found:
        clc
        ret

; Writes the registers of the Mode at CS:SI and the colours.
load_mode:
        pusha
        mov dx, MISC_WRITE
        mov al, [cs:si + Mode.misc]
        out dx, al
        push si
        add si, Mode.sequencer
        mov dx, SEQUENCER
        mov cx, SEQUENCER_COUNT
        call write_indexed
        mov al, CRTC_SYNC_END
        mov ah, 0
        call crtc_write
        mov dx, CRTC_INDEX
        mov cx, CRTC_COUNT
        call write_indexed
        mov dx, GRAPHICS
        mov cx, GRAPHICS_COUNT
        call write_indexed
        xor bx, bx
.attribute:
        mov al, bl
        cs lodsb
        mov ah, al
        mov al, bl
        call attribute_write
        inc bx
        cmp bx, ATTRIBUTE_COUNT
        jb .attribute
        pop si
        cmp byte [cs:si + Mode.first], GRAPHICS_256
        je .grey
        call load_colours
        popa
        ret
.grey:
        call load_many_colours
        popa
        ret

; Writes CX registers behind the index port DX from the bytes at CS:SI on.
write_indexed:
        mov ah, 0
.next:
        mov al, ah
        out dx, al
        inc dx
        cs lodsb
        out dx, al
        dec dx
        inc ah
        loop .next
        ret

; Writes AH to register AL of the CRT controller.
crtc_write:
        push dx
        mov dx, [Bda.crtc]
        out dx, al
        inc dx
        xchg al, ah
        out dx, al
        xchg al, ah
        pop dx
        ret

; Writes AH to register AL of the attribute controller and shows the picture again.
attribute_write:
        push dx
        push ax
        mov dx, INPUT_STATUS
        in al, dx               ; the next byte is an index
        pop ax
        mov dx, ATTRIBUTE
        out dx, al
        xchg al, ah
        out dx, al
        mov al, 0x20
        out dx, al
        pop dx
        ret

; The 64 colours of the EGA: bits 2, 1, 0 of a number are two thirds of red, green and
; blue, bits 5, 4, 3 one third.
load_colours:
        mov cx, 64
        call dac_begin
.next:
        call ega_colour
        inc bl
        loop .next
        ret

ega_colour:
        mov bh, bl
        call .part              ; red
        call .part              ; green
.part:
        xor al, al
        test bh, 1 << 2
        jz .third
        mov al, 0x2A
.third:
        test bh, 1 << 5
        jz .write
        add al, 0x15
.write:
        out dx, al
        shl bh, 1
        ret

; The first 16 of the EGA's colours as text has them, then greys.
load_many_colours:
        mov cx, 16
        call dac_begin
.text:
        mov al, bl
        push bx
        mov bl, al
        cmp al, 6
        jne .not_brown
        mov bl, 0x14
.not_brown:
        cmp al, 8
        jb .dark
        add bl, 0x30            ; 38h on: bright
.dark:
        call ega_colour
        pop bx
        inc bl
        loop .text
        mov cx, 256 - 16
        xor bl, bl
.grey:
        mov al, bl
        shr al, 2
        out dx, al
        out dx, al
        out dx, al
        inc bl
        loop .grey
        ret

; Gets ready to write colours from 0 on; DX is the port for them, BL 0.
dac_begin:
        mov dx, DAC_MASK
        mov al, 0xFF
        out dx, al
        mov dx, DAC_WRITE
        xor al, al
        out dx, al
        inc dx
        xor bl, bl
        ret

; Clears what the mode at CS:SI shows.
clear_video_memory:
        pusha
        push es
        mov ax, TEXT_SEGMENT
        mov cx, 0x4000
        mov bx, BLANK
        cmp byte [cs:si + Mode.first], GRAPHICS_16
        jb .text
        mov ax, 0xA000
        mov cx, 0x8000
        xor bx, bx
.text:
        mov es, ax
        xor di, di
        mov ax, bx
        rep stosw
        pop es
        popa
        ret
