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
