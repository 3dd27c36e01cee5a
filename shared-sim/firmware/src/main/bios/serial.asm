; The 16550 serial lines and INT 14h; and INT 17h, for which there is no printer.

COM1            equ 0x3F8
UART_DATA       equ 0
UART_INTERRUPTS equ 1
UART_FIFO       equ 2
UART_LINE       equ 3
UART_MODEM      equ 4
UART_LINE_STATUS equ 5
UART_MODEM_STATUS equ 6
UART_SCRATCH    equ 7

LINE_8N1        equ 0x03
LINE_DIVISOR    equ 0x80
MODEM_READY     equ 0x03        ; DTR, RTS
STATUS_DATA     equ 1 << 0
STATUS_EMPTY    equ 1 << 5
STATUS_ALL_SENT equ 1 << 6
BAUD_115200     equ 1

; Looks for the first line, and sets it to 115200 baud, 8 bits, no parity.
serial_init:
        mov dx, COM1 + UART_SCRATCH
        mov al, 0x5A
        out dx, al
        in al, dx
        cmp al, 0x5A
        jne .none
        mov word [Bda.com], COM1
        mov byte [Bda.com_timeout], 10
        or word [Bda.equipment], 1 << 9
        mov dx, COM1
        mov bx, BAUD_115200
        mov cl, LINE_8N1
        call serial_setup
.none:
        ret

; The line at port DX: divisor BX, line control CL.
serial_setup:
        add dx, UART_LINE
        mov al, cl
        or al, LINE_DIVISOR
        out dx, al
        sub dx, UART_LINE
        mov al, bl
        out dx, al
        inc dx
        mov al, bh
        out dx, al
        add dx, UART_LINE - 1
        mov al, cl
        out dx, al
        inc dx
        mov al, MODEM_READY
        out dx, al
        sub dx, UART_MODEM - UART_INTERRUPTS
        xor al, al
        out dx, al
        ret

serial_service:
        enter_service
        cmp dx, 4
        jae .unknown
        mov si, dx
        add si, si
        mov dx, [si + Bda.com]
        test dx, dx
        jz .unknown
        dispatch .table, 4, .unknown
.table:
        dw serial_configure, serial_send, serial_receive, serial_status
.unknown:
        leave_service

; AH=00h: AL has the baud rate in bits 5 to 7, then what the line control register takes.
serial_configure:
        movzx si, al
        shr si, 5
        add si, si
        mov bx, [cs:si + .divisors]
        mov cl, al
        and cl, 0x1F
        call serial_setup
        sub dx, UART_INTERRUPTS
        jmp serial_status
.divisors:
        dw 1047, 768, 384, 192, 96, 48, 24, 12

; AH=01h: sends AL; the top bit of AH says that it could not.
serial_send:
        mov cl, al
        call serial_wait_empty
        jc serial_timeout
        mov al, cl
        out dx, al
        jmp serial_status

; AH=02h: waits for AL, but not for ever.
serial_receive:
        mov ecx, 0x40000
        add dx, UART_LINE_STATUS
.wait:
        in al, dx
        test al, STATUS_DATA
        jnz .come
        dec ecx
        jnz .wait
        sub dx, UART_LINE_STATUS
        jmp serial_timeout
.come:
        sub dx, UART_LINE_STATUS
        in al, dx
        mov [bp + Frame.al], al
        mov byte [bp + Frame.ah], 0
        leave_service

serial_timeout:
        call serial_states
        or ah, 0x80
        mov [bp + Frame.ah], ah
        leave_service

; AH=03h: AH the line status, AL the modem status.
serial_status:
        call serial_states
        mov [bp + Frame.ah], ah
        mov [bp + Frame.al], al
        leave_service

serial_states:
        push dx
        add dx, UART_LINE_STATUS
        in al, dx
        mov ah, al
        inc dx
        in al, dx
        pop dx
        ret

; Waits until the line at port DX takes a byte; carry when it does not.
serial_wait_empty:
        push ecx
        push dx
        add dx, UART_LINE_STATUS
        mov ecx, 0x40000
.wait:
        in al, dx
        test al, STATUS_EMPTY
        jnz .done
        dec ecx
        jnz .wait
        stc
.done:
        pop dx
        pop ecx
        ret

; INT 17h: no printer is there.
printer_service:
        enter_service
        mov byte [bp + Frame.ah], 0x01          ; timed out
        leave_service
