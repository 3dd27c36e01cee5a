; INT 10h: the screen in text modes, 80 or 40 columns of characters with attributes.

TEXT_SEGMENT    equ 0xB800
PAGE_COUNT      equ 8
ROWS            equ 25
BLANK           equ 0x0720      ; a space in grey on black
GRAPHICS_256    equ 0x13
GRAPHICS_16     equ 0x12

BELL            equ 7
BACKSPACE       equ 8
LINE_FEED       equ 10
CARRIAGE_RETURN equ 13

video_init:
        mov word [Bda.crtc], CRTC_INDEX
        or word [Bda.equipment], 2 << 4         ; 80 columns of colour
        mov byte [Bda.video_options], 0x60
        mov byte [Bda.video_switches], 0xF9
        mov byte [Bda.video_flags], 0x51
        mov byte [Bda.display_code], 8
        mov ax, 0x0003
        int 0x10
        ret

video_service:
        enter_service
        dispatch .table, 0x1B, .unknown
.table:
        dw set_mode, set_cursor_shape, set_cursor, get_cursor
        dw .unknown, set_page, scroll_up, scroll_down
        dw read_character, write_character, write_character_only, .unknown
        dw write_pixel, read_pixel, teletype, get_mode
        dw palette_service, font_service, display_service, write_string
        dw .unknown, .unknown, .unknown, .unknown
        dw .unknown, .unknown, display_combination
.unknown:
        leave_service

; AH=00h: sets mode AL; with its top bit the screen is not cleared.
set_mode:
        mov ah, al
        and al, 0x7F
        call find_mode
        jc .unknown
        mov [Bda.video_mode], al
        call load_mode
        test byte [bp + Frame.al], 0x80
        jnz .keep
        call clear_video_memory
        call console_clear
.keep:
        movzx ax, [cs:si + Mode.columns]
        mov [Bda.columns], ax
        mov ax, [cs:si + Mode.page_bytes]
        mov [Bda.page_bytes], ax
        mov al, [cs:si + Mode.cell_height]
        mov ah, 0
        mov [Bda.cell_height], ax
        mov byte [Bda.rows], ROWS - 1
        mov word [Bda.page_start], 0
        mov byte [Bda.page], 0
        mov word [Bda.cursor_shape], 0x0607
        xor ax, ax
        mov di, Bda.cursors
        mov cx, PAGE_COUNT
.cursor:
        mov [di], ax
        add di, 2
        loop .cursor
        call show_cursor
.unknown:
        leave_service

; AH=01h: the cursor's first and last line, CX, as of a cell eight lines high.
set_cursor_shape:
        mov [Bda.cursor_shape], cx
        mov bx, cx
        test bh, 0x20
        jnz .write              ; hidden
        cmp bl, 8
        jae .write
        shl bx, 1               ; our cells are sixteen lines high
        and bx, 0x1F1F
.write:
        mov al, CRTC_CURSOR_FIRST
        mov ah, bh
        call crtc_write
        mov al, CRTC_CURSOR_LAST
        mov ah, bl
        call crtc_write
        leave_service

; AH=02h: the cursor of page BH goes to row DH, column DL.
set_cursor:
        call cursor_of_page
        mov [di], dx
        call show_cursor
        leave_service

; AH=03h: CX the cursor's shape, DX its place on page BH.
get_cursor:
        call cursor_of_page
        mov dx, [di]
        mov [bp + Frame.dx], dx
        mov cx, [Bda.cursor_shape]
        mov [bp + Frame.cx], cx
        leave_service

; AH=05h: shows page AL.
set_page:
        and al, PAGE_COUNT - 1
        mov [Bda.page], al
        mov ah, 0
        mul word [Bda.page_bytes]
        mov [Bda.page_start], ax
        shr ax, 1
        mov bx, ax
        mov al, CRTC_START_HIGH
        mov ah, bh
        call crtc_write
        mov al, CRTC_START_LOW
        mov ah, bl
        call crtc_write
        call show_cursor
        leave_service

; AH=0Fh: AL the mode, AH the columns, BH the page.
get_mode:
        mov al, [Bda.video_mode]
        mov ah, [Bda.columns]
        mov [bp + Frame.ax], ax
        mov al, [Bda.page]
        mov [bp + Frame.bh], al
        leave_service

; AH=06h, 07h: scrolls the window from CX to DX by AL rows, all when 0, with BH for the
; attribute of what comes in.
scroll_up:
        call window
        jc .done
        call window_up
.done:
        leave_service
scroll_down:
        call window
        jc .done
        call window_down
.done:
        leave_service

; AH=08h: AL the character under the cursor of page BH, AH its attribute.
read_character:
        call cursor_cell
        mov ax, [es:di]
        mov [bp + Frame.ax], ax
        leave_service

; AH=09h: CX times the character AL with attribute BL at the cursor of page BH, which stays.
write_character:
        jcxz .done
        call cursor_cell
        mov ah, [bp + Frame.bl]
        call console_cells
        rep stosw
.done:
        leave_service

; AH=0Ah: the same with the attributes that are there.
write_character_only:
        jcxz .done
        call cursor_cell
        call console_cells
.next:
        stosb
        inc di
        loop .next
.done:
        leave_service

; AH=0Eh: writes AL as a teletype does, with the cursor.
teletype:
        mov bh, [Bda.page]
        call type_character
        leave_service

; AH=13h: CX characters at ES:BP to DH, DL of page BH. AL bit 0: the cursor goes with them;
; bit 1: an attribute follows each.
write_string:
        jcxz .unmoved
        mov es, [bp + Frame.es]
        mov si, [bp + Frame.bp]
        call cursor_of_page
        push word [di]
        mov [di], dx
.next:
        mov bl, [bp + Frame.bl]
        mov al, [es:si]
        inc si
        test byte [bp + Frame.al], 2
        jz .plain
        mov bl, [es:si]
        inc si
.plain:
        call type_with_attribute
        loop .next
        pop dx
        test byte [bp + Frame.al], 1
        jnz .unmoved
        call cursor_of_page
        mov [di], dx
        call show_cursor
.unmoved:
        leave_service

; Types the character AL on page BH, a printable one with attribute BL.
type_with_attribute:
        cmp al, BELL
        je type_character
        cmp al, BACKSPACE
        je type_character
        cmp al, LINE_FEED
        je type_character
        cmp al, CARRIAGE_RETURN
        je type_character
        push es
        push ax
        call cursor_cell
        pop ax
        mov [es:di + 1], bl
        pop es

; Types the character AL on page BH.
type_character:
        pusha
        push es
        call cursor_of_page
        mov dx, [di]
        cmp al, CARRIAGE_RETURN
        je .return
        cmp al, LINE_FEED
        je .line
        cmp al, BACKSPACE
        je .back
        cmp al, BELL
        je .done
        push di
        call cursor_cell
        mov cx, 1
        call console_cells
        stosb
        pop di
        inc dl
        cmp dl, [Bda.columns]
        jb .move
        mov dl, 0
.line:
        cmp dh, [Bda.rows]
        jb .down
        mov [di], dx
        call scroll_line
        call console_scroll
        jmp .move
.down:
        inc dh
.move:
        mov [di], dx
        call show_cursor
.done:
        pop es
        popa
        ret
.return:
        mov dl, 0
        jmp .move
.back:
        sub dl, 1
        jnc .move
        mov dl, 0
        jmp .move

; Moves page BH up by a line.
scroll_line:
        pusha
        call page_segment
        push ds
        mov cx, [Bda.columns]
        mov ax, ROWS - 1
        mul cx
        mov si, cx
        add si, si
        add si, di
        push cx
        mov cx, ax
        push es
        pop ds
        rep movsw
        pop cx
        mov ah, [di + 1]        ; the new line looks like the end of the old one
        mov al, ' '
        rep stosw
        pop ds
        popa
        ret

; DI: where the BIOS data area has the cursor of page BH.
cursor_of_page:
        push bx
        mov bl, bh
        and bx, PAGE_COUNT - 1
        add bx, bx
        lea di, [bx + Bda.cursors]
        pop bx
        ret

; ES:DI: the first cell of page BH.
page_segment:
        push ax
        push dx
        mov al, bh
        and ax, PAGE_COUNT - 1
        mul word [Bda.page_bytes]
        mov di, ax
        mov ax, TEXT_SEGMENT
        mov es, ax
        pop dx
        pop ax
        ret

; ES:DI: the cell under the cursor of page BH.
cursor_cell:
        push ax
        push dx
        call cursor_of_page
        mov dx, [di]
        call cell
        pop dx
        pop ax
        ret

; ES:DI: the cell at row DH, column DL of page BH. AX and DX are lost.
cell:
        call page_segment
        mov al, dh
        mov ah, 0
        mov dh, 0
        push dx
        mul word [Bda.columns]
        pop dx
        add ax, dx
        add ax, ax
        add di, ax
        ret

; Shows the cursor of the page that is shown.
show_cursor:
        pusha
        mov bh, [Bda.page]
        call cursor_of_page
        mov dx, [di]
        call cell
        shr di, 1
        mov bx, di
        mov al, CRTC_CURSOR_HIGH
        mov ah, bh
        call crtc_write
        mov al, CRTC_CURSOR_LOW
        mov ah, bl
        call crtc_write
        popa
        ret

; A window from CX to DX for scrolling by AL rows: cuts it to the screen; carry when nothing
; is left. Then CX the upper left corner, BL its columns, BH its rows, AL at most BH.
window:
        cmp ch, dh
        ja .nothing
        cmp cl, dl
        ja .nothing
        cmp dh, [Bda.rows]
        jbe .rows_fit
        mov dh, [Bda.rows]
.rows_fit:
        mov ah, [Bda.columns]
        dec ah
        cmp dl, ah
        jbe .columns_fit
        mov dl, ah
.columns_fit:
        mov bl, dl
        sub bl, cl
        inc bl
        mov bh, dh
        sub bh, ch
        inc bh
        test al, al
        jz .all
        cmp al, bh
        jbe .done
.all:
        mov al, bh
        cmp cx, 0
        jne .done
        cmp bh, ROWS
        jb .done
        call console_clear
.done:
        clc
        ret
.nothing:
        stc
        ret

; Moves the rows of a window by AL, from the top or from the bottom. DH is the row that is
; written, CH how many are to go, AH the way.
window_up:
        mov dh, ch
        mov ah, 1
        jmp move_window
window_down:
        mov dh, ch
        add dh, bh
        dec dh
        mov ah, -1
move_window:
        mov ch, bh
.row:
        cmp ch, al
        jbe .blank
        call copy_row
        jmp .next
.blank:
        call blank_row
.next:
        add dh, ah
        dec ch
        jnz .row
        ret

; Copies to row DH of a window the row that is AL rows further.
copy_row:
        pusha
        mov dl, cl
        movzx cx, bl
        mov bh, [Bda.page]
        push ax
        push dx
        call cell
        pop dx
        pop ax
        push di
        test ah, ah
        jns .below
        neg al
.below:
        add dh, al
        call cell
        mov si, di
        pop di
        push ds
        push es
        pop ds
        rep movsw
        pop ds
        popa
        ret

; Blanks row DH of a window.
blank_row:
        pusha
        mov dl, cl
        movzx cx, bl
        mov bh, [Bda.page]
        call cell
        mov ah, [bp + Frame.bh]
        mov al, ' '
        rep stosw
        popa
        ret

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
