; INT 10h, AH=0Ch, 0Dh, 10h to 12h and 1Ah: pixels, colours, and what display there is.

; AH=0Ch, 0Dh: the pixel at column CX, row DX; only the mode with 256 colours has them.
write_pixel:
        call pixel
        jc .done
        mov [es:di], al
.done:
        leave_service
read_pixel:
        call pixel
        jc .done
        mov al, [es:di]
        mov [bp + Frame.al], al
.done:
        leave_service

pixel:
        cmp byte [Bda.video_mode], GRAPHICS_256
        jne .none
        push ax
        mov ax, 320
        mul dx
        add ax, cx
        mov di, ax
        mov ax, 0xA000
        mov es, ax
        pop ax
        clc
        ret
.none:
        stc
        ret

; AH=10h: the palette of the attribute controller and the colours of the DAC.
palette_service:
        cmp al, 0x00
        je .register
        cmp al, 0x03
        je .blinking
        cmp al, 0x10
        je .colour
        cmp al, 0x12
        je .colours
        leave_service
.register:                      ; register BL is BH
        mov al, bl
        mov ah, bh
        call attribute_write
        leave_service
.blinking:                      ; BL: the top bit of an attribute blinks, or is a brighter ground
        mov al, 0x10
        mov ah, 0x04
        test bl, bl
        jz .mode
        or ah, 0x08
.mode:
        call attribute_write
        leave_service
.colour:                        ; colour BX is DH, CH, CL
        mov al, bl
        mov dx, DAC_WRITE
        out dx, al
        inc dx
        mov al, [bp + Frame.dh]
        out dx, al
        mov al, ch
        out dx, al
        mov al, cl
        out dx, al
        leave_service
.colours:                       ; CX colours from BX on are at ES:DX
        mov es, [bp + Frame.es]
        mov si, dx
        mov al, bl
        mov dx, DAC_WRITE
        out dx, al
        inc dx
        mov ax, cx
        add cx, ax
        add cx, ax
        jcxz .none
        es rep outsb
.none:
        leave_service

; AH=11h: the characters' shapes are the screen's own. What can be asked is how high they are.
font_service:
        cmp al, 0x30
        jne .done
        mov ax, [Bda.cell_height]
        mov [bp + Frame.cx], ax
        mov al, [Bda.rows]
        mov [bp + Frame.dl], al
.done:
        leave_service

; AH=12h, BL=10h: what display there is. The other requests are granted and change nothing.
display_service:
        cmp bl, 0x10
        je .information
        cmp bl, 0x30
        jb .done
        cmp bl, 0x36
        ja .done
        mov byte [bp + Frame.al], 0x12
.done:
        leave_service
.information:
        mov word [bp + Frame.bx], 0x0003        ; colour, 256 KiB
        mov word [bp + Frame.cx], 0x0009
        leave_service

; AH=1Ah: BL=8, a VGA with a colour display.
display_combination:
        mov byte [bp + Frame.al], 0x1A
        test al, al
        jnz .done
        mov word [bp + Frame.bx], 0x0008
.done:
        leave_service
