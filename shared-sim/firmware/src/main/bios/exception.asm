; Interrupts that nobody serves.
;
; In real mode the first 32 vectors are shared by the processor's exceptions and the
; master interrupt controller's lines, so the handler asks the controller which it was.

; One short entry for each vector, which notes its number.
%assign vector 0
unexpected_0:
%rep 32
        push strict word vector
        jmp strict near unexpected
%assign vector vector + 1
%endrep
UNEXPECTED_SIZE equ ($ - unexpected_0) / 32

unexpected:
        push bp
        mov bp, sp
        push ax
        push cx
        mov ax, [bp + 2]
        sub al, PIC1_VECTOR
        cmp al, 8
        jae .exception
        call pic1_in_service    ; AL: the lines being served
        mov ah, al
        mov cl, [bp + 2]
        sub cl, PIC1_VECTOR
        shr ah, cl
        test ah, 1
        jz .exception
        mov al, PIC_EOI
        out PIC1_COMMAND, al
        pop cx
        pop ax
        pop bp
        add sp, 2
        iret

; Tells which exception it was and where, and stops.
.exception:
        mov si, .text
        call print
        mov al, [bp + 2]
        call print_hex8
        mov si, .at
        call print
        mov ax, [bp + 6]
        call print_hex16
        mov al, ':'
        call print_character
        mov ax, [bp + 4]
        call print_hex16
        mov si, .end
        call print
        jmp halt

.text:  db 13, 10, "Exception ", 0
.at:    db "h at ", 0
.end:   db ", the system is halted", 13, 10, 0

; Stops for good, once the terminal has got everything; only a reset goes on from here.
halt:
        call console_flush
.stop:
        cli
        hlt
        jmp .stop

ignored_interrupt:
        iret

; A device of the slave controller that no service of this BIOS waits for.
ignored_irq_slave:
        push ax
        mov al, PIC_EOI
        out PIC2_COMMAND, al
        out PIC1_COMMAND, al
        pop ax
        iret
