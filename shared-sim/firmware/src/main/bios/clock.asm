; INT 1Ah: the ticks since midnight, and the calendar clock with its alarm.

STATUS_A_UPDATING equ 1 << 7
STATUS_B_24_HOURS equ 1 << 1
STATUS_B_ALARM    equ 1 << 5
STATUS_B_SET      equ 1 << 7
STATUS_C_ALARM    equ 1 << 5

clock_service:
        enter_service
        cmp ah, 0xB1
        je pci_service
        dispatch .table, 8, .unknown
.table:
        dw get_ticks, set_ticks, get_time, set_time
        dw get_date, set_date, set_alarm, clear_alarm
.unknown:
        answer_failure
        leave_service

; AH=00h: CX:DX the ticks since midnight, AL whether that has passed.
get_ticks:
        cli
        mov ax, [Bda.ticks]
        mov [bp + Frame.dx], ax
        mov ax, [Bda.ticks + 2]
        mov [bp + Frame.cx], ax
        xor al, al
        xchg al, [Bda.midnight]
        mov [bp + Frame.al], al
        answer_success
        leave_service

; AH=01h: sets the ticks to CX:DX.
set_ticks:
        cli
        mov [Bda.ticks], dx
        mov [Bda.ticks + 2], cx
        mov byte [Bda.midnight], 0
        answer_success
        leave_service

; AH=02h: CH hours, CL minutes, DH seconds in packed decimals.
get_time:
        call clock_settled
        mov al, CMOS_HOURS
        call cmos_read
        mov [bp + Frame.ch], al
        mov al, CMOS_MINUTES
        call cmos_read
        mov [bp + Frame.cl], al
        mov al, CMOS_SECONDS
        call cmos_read
        mov [bp + Frame.dh], al
        mov byte [bp + Frame.dl], 0
        answer_success
        leave_service

; AH=03h
set_time:
        call clock_hold
        mov al, CMOS_HOURS
        mov ah, ch
        call cmos_write
        mov al, CMOS_MINUTES
        mov ah, cl
        call cmos_write
        mov al, CMOS_SECONDS
        mov ah, dh
        call cmos_write
        call clock_go_on
        answer_success
        leave_service

; AH=04h: CX century and year, DH month, DL day in packed decimals.
get_date:
        call clock_settled
        mov al, CMOS_CENTURY
        call cmos_read
        mov [bp + Frame.ch], al
        mov al, CMOS_YEAR
        call cmos_read
        mov [bp + Frame.cl], al
        mov al, CMOS_MONTH
        call cmos_read
        mov [bp + Frame.dh], al
        mov al, CMOS_DAY
        call cmos_read
        mov [bp + Frame.dl], al
        answer_success
        leave_service

; AH=05h
set_date:
        call clock_hold
        mov al, CMOS_CENTURY
        mov ah, ch
        call cmos_write
        mov al, CMOS_YEAR
        mov ah, cl
        call cmos_write
        mov al, CMOS_MONTH
        mov ah, dh
        call cmos_write
        mov al, CMOS_DAY
        mov ah, dl
        call cmos_write
        call clock_go_on
        answer_success
        leave_service

; AH=06h: calls INT 4Ah at CH:CL:DH. There is one alarm.
set_alarm:
        mov al, CMOS_STATUS_B
        call cmos_read
        test al, STATUS_B_ALARM
        jnz clock_service.unknown
        mov al, CMOS_SECONDS + 1
        mov ah, dh
        call cmos_write
        mov al, CMOS_MINUTES + 1
        mov ah, cl
        call cmos_write
        mov al, CMOS_HOURS + 1
        mov ah, ch
        call cmos_write
        mov al, CMOS_STATUS_B
        call cmos_read
        or al, STATUS_B_ALARM
        mov ah, al
        mov al, CMOS_STATUS_B
        call cmos_write
        in al, PIC2_DATA
        and al, ~1
        out PIC2_DATA, al
        answer_success
        leave_service

; AH=07h
clear_alarm:
        mov al, CMOS_STATUS_B
        call cmos_read
        and al, ~STATUS_B_ALARM
        mov ah, al
        mov al, CMOS_STATUS_B
        call cmos_write
        answer_success
        leave_service

; INT 70h: the calendar clock. Reading its status C acknowledges the interrupt.
clock_interrupt:
        push ax
        mov al, CMOS_STATUS_C
        call cmos_read
        test al, STATUS_C_ALARM
        jz .done
        sti
        int 0x4A
        cli
.done:
        mov al, PIC_EOI
        out PIC2_COMMAND, al
        out PIC1_COMMAND, al
        pop ax
        iret

; Waits until the clock does not change its registers.
clock_settled:
        mov al, CMOS_STATUS_A
        call cmos_read
        test al, STATUS_A_UPDATING
        jnz clock_settled
        ret

; Stops the clock while its registers are written, and lets it go on.
clock_hold:
        mov ah, STATUS_B_SET | STATUS_B_24_HOURS
        mov al, CMOS_STATUS_B
        jmp cmos_write
clock_go_on:
        mov ah, STATUS_B_24_HOURS
        mov al, CMOS_STATUS_B
        jmp cmos_write

; EAX: seconds since midnight.
clock_seconds:
        call clock_settled
        mov al, CMOS_HOURS
        call .binary
        imul ebx, eax, 60
        mov al, CMOS_MINUTES
        call .binary
        add ebx, eax
        imul ebx, ebx, 60
        mov al, CMOS_SECONDS
        call .binary
        add eax, ebx
        ret
.binary:                        ; EAX: the packed decimals of register AL as a number
        call cmos_read
        mov ah, al
        shr ah, 4
        and al, 0x0F
        aad
        movzx eax, ax
        ret
