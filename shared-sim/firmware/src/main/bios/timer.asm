; The 8254 timer: IRQ 0, the count of ticks since midnight, and waiting.

PIT_CHANNEL0    equ 0x40
PIT_COMMAND     equ 0x43
PIT_HERTZ       equ 1193182
TICKS_A_DAY     equ 0x1800B0
PIT_RATE        equ 0x34        ; channel 0, both bytes, rate generator
PIT_LATCH       equ 0x00        ; channel 0

; 18.2 interrupts a second: the divisor 0 counts as 65536.
timer_init:
        mov al, PIT_RATE
        out PIT_COMMAND, al
        xor al, al
        out PIT_CHANNEL0, al
        out PIT_CHANNEL0, al
        call clock_seconds
        mov ebx, PIT_HERTZ
        mul ebx
        shrd eax, edx, 16       ; seconds * hertz / 65536
        mov [Bda.ticks], eax
        ret

; INT 08h: one tick. Programs that want to know hook INT 1Ch.
timer_interrupt:
        push ds
        push eax
        push BDA_SEGMENT
        pop ds
        mov eax, [Bda.ticks]
        inc eax
        cmp eax, TICKS_A_DAY
        jb .store
        xor eax, eax
        inc byte [Bda.midnight]
.store:
        mov [Bda.ticks], eax
        int 0x1C
        cli
        mov al, PIC_EOI
        out PIC1_COMMAND, al
        pop eax
        pop ds
        iret

; Waits for EAX microseconds by the counter itself, so that it works with interrupts off.
wait_microseconds:
        pushad
        mov ebx, PIT_HERTZ
        mul ebx
        mov ebx, 1000000
        cmp edx, ebx
        jae .done               ; more than an hour: no caller means that
        div ebx
        mov esi, eax            ; counts to wait
        call pit_count
        mov cx, ax
.poll:
        call pit_count
        mov dx, cx
        sub dx, ax              ; the counter runs down
        mov cx, ax
        movzx edx, dx
        sub esi, edx
        ja .poll
.done:
        popad
        ret

; AX: the counter of channel 0.
pit_count:
        mov al, PIT_LATCH
        out PIT_COMMAND, al
        in al, PIT_CHANNEL0
        mov ah, al
        in al, PIT_CHANNEL0
        xchg al, ah
        ret
