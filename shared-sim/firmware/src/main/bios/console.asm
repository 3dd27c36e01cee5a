; A terminal at the first serial line, which shows what text services write and types keys.
; It is there when bit 0 of CMOS register 40h says so.
;
; The terminal has a cursor of its own. A character that belongs elsewhere is preceded by
; line ends, when it begins a line below, or by the sequence that moves the cursor (ECMA-48,
; CUP). Windows that are scrolled are not shown.

CONSOLE_ON      equ 1

console_init:
        cmp word [Bda.com], 0
        je .none
        mov al, CMOS_CONSOLE
        call cmos_read
        or al, [cs:console_always]
        and al, CONSOLE_ON
        push EBDA_SEGMENT
        pop es
        mov [es:Ebda.console], al
.none:
        ret

; 1 in an image for machines whose CMOS cannot be set.
console_always: db 0

; CX cells of character AL begin at the cursor of page BH.
console_cells:
        pusha
        push es
        push EBDA_SEGMENT
        pop es
        cmp byte [es:Ebda.console], CONSOLE_ON
        jne .done
        cmp bh, [Bda.page]
        jne .done
        cmp cx, [Bda.columns]
        ja .done                ; a whole screen of one character is no text
        call cursor_of_page
        mov dx, [di]
        call terminal_move
.next:
        cmp al, ' '
        jae .printable
        mov al, ' '
.printable:
        call terminal_send
        inc byte [es:Ebda.terminal_at]
        loop .next
.done:
        pop es
        popa
        ret

; The screen has become blank.
console_clear:
        pusha
        push es
        push EBDA_SEGMENT
        pop es
        cmp byte [es:Ebda.console], CONSOLE_ON
        jne .done
        mov word [es:Ebda.terminal_at], 0
        mov si, .sequence
.next:
        cs lodsb
        test al, al
        jz .done
        call terminal_send
        jmp .next
.done:
        pop es
        popa
        ret
.sequence: db 27, "[2J", 27, "[H", 0

; The screen has moved up by a line. The terminal follows with the next line end.
console_scroll:
        push es
        push EBDA_SEGMENT
        pop es
        sub byte [es:Ebda.terminal_at + 1], 1
        adc byte [es:Ebda.terminal_at + 1], 0
        pop es
        ret

; Moves the terminal's cursor to row DH, column DL. ES: the extended data area.
terminal_move:
        cmp dx, [es:Ebda.terminal_at]
        je .there
        push ax
        push cx
        mov cx, [es:Ebda.terminal_at]
        mov [es:Ebda.terminal_at], dx
        test dl, dl
        jnz .jump
        cmp dh, ch
        jbe .jump
        mov al, CARRIAGE_RETURN
        call terminal_send
.line:
        mov al, LINE_FEED
        call terminal_send
        inc ch
        cmp ch, dh
        jb .line
        jmp .done
.jump:
        mov al, 27
        call terminal_send
        mov al, '['
        call terminal_send
        mov al, dh
        call terminal_number
        mov al, ';'
        call terminal_send
        mov al, dl
        call terminal_number
        mov al, 'H'
        call terminal_send
.done:
        pop cx
        pop ax
.there:
        ret

; Sends AL plus one, less than a hundred, in decimals.
terminal_number:
        inc al
        aam
        push ax
        mov al, ah
        add al, '0'
        call terminal_send
        pop ax
        add al, '0'

; Sends AL.
terminal_send:
        push dx
        push ax
        mov dx, COM1
        call serial_wait_empty
        pop ax
        jc .lost
        out dx, al
.lost:
        pop dx
        ret

; Waits until the line has sent what it was given, if there is one.
console_flush:
        push ds
        push BDA_SEGMENT
        pop ds
        mov dx, [Bda.com]
        pop ds
        test dx, dx
        jz .done
        add dx, UART_LINE_STATUS
        mov ecx, 0x40000
.wait:
        in al, dx
        test al, STATUS_ALL_SENT
        jnz .done
        dec ecx
        jnz .wait
.done:
        ret

; Puts what the terminal has typed into the key buffer.
console_poll:
        pusha
        push es
        push EBDA_SEGMENT
        pop es
        cmp byte [es:Ebda.console], CONSOLE_ON
        jne .done
        mov dx, COM1 + UART_LINE_STATUS
        in al, dx
        test al, STATUS_DATA
        jz .done
        mov dx, COM1
        in al, dx
        call key_of_character
        cli
        call key_put
        sti
.done:
        pop es
        popa
        ret

; AX: the key that types the character AL, by the first two columns of the key map.
key_of_character:
        mov si, keymap
        mov cx, LAST_KEY + 1
        cmp al, 10
        jne .next
        mov al, 13
.next:
        cmp al, [cs:si]
        je .plain
        cmp al, [cs:si + 2]
        je .shifted
        add si, 8
        loop .next
        mov ah, 0
        ret
.shifted:
        add si, 2
.plain:
        mov ax, [cs:si]
        ret
