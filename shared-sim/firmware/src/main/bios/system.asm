; INT 11h and 15h: what there is, and services of the system board.

MODEL_AT        equ 0xFC

PORT_A20        equ 0x92        ; PS/2 system control port A
A20_ON          equ 1 << 1
A20_RESET       equ 1 << 0

ERROR_UNSUPPORTED equ 0x86

; INT 11h: AX the equipment.
equipment_service:
        push ds
        push BDA_SEGMENT
        pop ds
        mov ax, [Bda.equipment]
        pop ds
        iret

system_service:
        enter_service
        cmp ah, 0x4F
        je keyboard_hook
        cmp ah, 0x24
        je a20_service
        cmp ah, 0x86
        je wait_service
        cmp ah, 0x87
        je move_block
        cmp ah, 0x88
        je extended_memory
        cmp ah, 0xC0
        je configuration
        cmp ah, 0xC1
        je extended_area
        cmp ax, 0xE801
        je memory_sizes
        cmp ax, 0xE820
        je memory_map
system_unsupported:
        mov byte [bp + Frame.ah], ERROR_UNSUPPORTED
        answer_failure
        leave_service

; AH=4Fh: programs that hook this change scan codes. The carry flag stays set: use it.
keyboard_hook:
        answer_failure
        leave_service

; AH=24h: the gate of address line 20: AL=0 off, 1 on, 2 which, 3 by what means.
a20_service:
        cmp al, 3
        ja system_unsupported
        je .means
        cmp al, 2
        je .which
        call a20_set
        jmp .done
.which:
        in al, PORT_A20
        shr al, 1
        and al, 1
        mov [bp + Frame.al], al
        jmp .done
.means:
        mov word [bp + Frame.bx], 2     ; by port 92h
.done:
        mov byte [bp + Frame.ah], 0
        answer_success
        leave_service

; Sets address line 20 to bit 0 of AL.
a20_set:
        push ax
        and al, 1
        shl al, 1
        mov ah, al
        in al, PORT_A20
        and al, ~(A20_ON | A20_RESET)
        or al, ah
        out PORT_A20, al
        pop ax
        ret

; AH=86h: waits CX:DX microseconds.
wait_service:
        sti
        mov ax, cx
        shl eax, 16
        mov ax, dx
        call wait_microseconds
        answer_success
        leave_service

; AH=C0h: ES:BX a table about the system.
configuration:
        mov word [bp + Frame.bx], .table
        mov word [bp + Frame.es], ROM_SEGMENT
        mov byte [bp + Frame.ah], 0
        answer_success
        leave_service
.table:
        dw .end - .model
.model: db MODEL_AT, 1, 0
        db 1 << 6 | 1 << 5 | 1 << 4 | 1 << 2    ; two PICs, a clock, INT 15h AH=4Fh, EBDA
        db 0
        db 0, 0, 0
.end:

; AH=C1h: ES the segment of the extended data area.
extended_area:
        mov word [bp + Frame.es], EBDA_SEGMENT
        answer_success
        leave_service
