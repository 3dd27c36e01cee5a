; INT 10h, AH=06h and 07h: scrolling windows of the screen, and the whole of it.

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
