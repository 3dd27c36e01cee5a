; The 8042 keyboard controller, IRQ 1, and INT 16h.

KBC_DATA        equ 0x60
KBC_COMMAND     equ 0x64
KBC_STATUS      equ 0x64
KBC_OUTPUT_FULL equ 1 << 0
KBC_INPUT_FULL  equ 1 << 1
KBC_WRITE_CONFIG equ 0x60
KBC_SELF_TEST   equ 0xAA
KBC_ENABLE      equ 0xAE
KBC_CONFIG      equ 0x65        ; translate, mouse off, system flag, interrupt
KEYBOARD_RESET  equ 0xFF

KEY_BUFFER      equ Bda.keys
KEY_BUFFER_END  equ Bda.keys + 32

; Bits of Bda.shift
SHIFT_RIGHT     equ 1 << 0
SHIFT_LEFT      equ 1 << 1
SHIFT_CTRL      equ 1 << 2
SHIFT_ALT       equ 1 << 3
SHIFT_SCROLL    equ 1 << 4
SHIFT_NUM       equ 1 << 5
SHIFT_CAPS      equ 1 << 6
SHIFT_INSERT    equ 1 << 7

; Bits of Bda.key_flags
KEY_AFTER_E0    equ 1 << 1
KEY_AFTER_E1    equ 1 << 0
KEY_RIGHT_CTRL  equ 1 << 2
KEY_RIGHT_ALT   equ 1 << 3
KEY_ENHANCED    equ 1 << 4      ; the keyboard has 101 keys

keyboard_init:
        mov word [Bda.key_start], KEY_BUFFER
        mov word [Bda.key_end], KEY_BUFFER_END
        mov word [Bda.key_head], KEY_BUFFER
        mov word [Bda.key_tail], KEY_BUFFER
        mov byte [Bda.key_flags], KEY_ENHANCED
        call kbc_drain
        mov al, KBC_SELF_TEST
        call kbc_command
        call kbc_read           ; 55h
        mov al, KBC_ENABLE
        call kbc_command
        mov al, KEYBOARD_RESET
        call kbc_write
        call kbc_read           ; FAh, taken
        call kbc_read           ; AAh, well
        mov al, KBC_WRITE_CONFIG
        call kbc_command
        mov al, KBC_CONFIG
        call kbc_write
        jmp kbc_drain

; Sends the command, or the data byte, in AL.
kbc_command:
        call kbc_ready
        out KBC_COMMAND, al
        ret
kbc_write:
        call kbc_ready
        out KBC_DATA, al
        ret
kbc_ready:
        push ax
        push cx
        mov cx, 0xFFFF
.wait:
        in al, KBC_STATUS
        test al, KBC_INPUT_FULL
        loopnz .wait
        pop cx
        pop ax
        ret

; AL: the next byte, or 0 when none comes for half a second.
kbc_read:
        push ecx
        mov ecx, 5000
.wait:
        in al, KBC_STATUS
        test al, KBC_OUTPUT_FULL
        jnz .come
        mov eax, 100
        call wait_microseconds
        dec ecx
        jnz .wait
        xor al, al
        pop ecx
        ret
.come:
        in al, KBC_DATA
        pop ecx
        ret

kbc_drain:
        in al, KBC_STATUS
        test al, KBC_OUTPUT_FULL
        jz .done
        in al, KBC_DATA
        jmp kbc_drain
.done:
        ret

; INT 09h: one scan code.
keyboard_interrupt:
        enter_service
        in al, KBC_DATA
        mov ah, 0x4F            ; programs may change it or take it away
        stc
        int 0x15
        jnc .done
        call scan_code
.done:
        cli
        mov al, PIC_EOI
        out PIC1_COMMAND, al
        leave_service

; Takes the scan code in AL (set 1) into account.
scan_code:
        mov ch, al
        mov bl, [Bda.key_flags]
        cmp al, 0xE0
        je .extended
        cmp al, 0xE1
        je .pause
        and byte [Bda.key_flags], ~(KEY_AFTER_E0 | KEY_AFTER_E1)
        test bl, KEY_AFTER_E1
        jnz .pause_goes_on
        call shift_key
        jc .done
        call lock_key
        jc .done
        test ch, ch
        js .done                ; a key that goes up
        call translate
        jc .done
        call key_put
.done:
        ret
.extended:
        or byte [Bda.key_flags], KEY_AFTER_E0
        ret
.pause:
        or byte [Bda.key_flags], KEY_AFTER_E1
        ret
.pause_goes_on:                 ; E1 1D 45 and E1 9D C5 are one key, which does nothing
        and al, 0x7F
        cmp al, 0x1D
        jne .done
        or byte [Bda.key_flags], KEY_AFTER_E1
        ret

; Carry when the code in CH is one of a shift key. BL: the key flags before it.
shift_key:
        mov si, shift_keys
        call find_key
        jc .found
        ret
.found:
        test bl, KEY_AFTER_E0
        jz .left
        mov al, KEY_RIGHT_CTRL
        cmp ah, SHIFT_CTRL
        je .right
        mov al, KEY_RIGHT_ALT
        cmp ah, SHIFT_ALT
        jne .taken              ; E0 2A and E0 36 are not shift keys but noise
.right:
        or [Bda.key_flags], al
        test ch, ch
        jns .left
        xor [Bda.key_flags], al
.left:
        or [Bda.shift], ah
        test ch, ch
        jns .taken
        xor [Bda.shift], ah
.taken:
        stc
        ret

; Carry when the code in CH is one of a lock key, which acts once while it is held.
lock_key:
        test bl, KEY_AFTER_E0
        jnz .none
        mov si, lock_keys
        call find_key
        jnc .none
        test ch, ch
        js .up
        test [Bda.shift_more], ah
        jnz .taken
        or [Bda.shift_more], ah
        xor [Bda.shift], ah
        stc
        ret
.up:
        not ah
        and [Bda.shift_more], ah
.taken:
        stc
        ret
.none:
        clc
        ret

; Looks for the key of the code in CH in a table of codes and bits. Carry and AH: its bit.
find_key:
        cs lodsw
        test al, al
        jz .none
        xor al, ch
        and al, 0x7F
        jnz find_key
        stc
        ret
.none:
        clc
        ret

; AX: what INT 16h answers for the key whose code is in CH; carry when that is nothing.
translate:
        cmp ch, 0x53
        jne .no_reset
        mov al, [Bda.shift]
        and al, SHIFT_CTRL | SHIFT_ALT
        cmp al, SHIFT_CTRL | SHIFT_ALT
        je warm_start
.no_reset:
        cmp ch, LAST_KEY
        ja .none
        call key_column
        movzx si, ch
        shl si, 2
        add si, ax
        add si, si
        mov ax, [cs:si + keymap]
        test bl, KEY_AFTER_E0
        jz .plain
        call after_e0
.plain:
        cmp ax, 1
        ret                     ; carry for 0
.none:
        stc
        ret

; AX: the column of the key map: 0 plain, 1 shifted, 2 with Ctrl, 3 with Alt.
key_column:
        mov dl, [Bda.shift]
        mov ax, 3
        test dl, SHIFT_ALT
        jnz .done
        dec ax
        test dl, SHIFT_CTRL
        jnz .done
        xor ax, ax
        test dl, SHIFT_LEFT | SHIFT_RIGHT
        setnz al
        mov dh, SHIFT_CAPS
        call is_letter
        jc .lock
        cmp ch, FIRST_PAD_KEY
        jb .done
        test bl, KEY_AFTER_E0
        jnz .cursor
        mov dh, SHIFT_NUM
.lock:
        test dl, dh
        jz .done
        xor al, 1
.done:
        ret
.cursor:
        xor ax, ax
        ret

; Carry when the key in CH types a letter.
is_letter:
        push ax
        movzx si, ch
        shl si, 3
        mov al, [cs:si + keymap]
        sub al, 'a'
        cmp al, 26
        pop ax
        ret

; AX: the key of a code that came after E0h. The cursor keys have E0h for a character.
after_e0:
        cmp ch, FIRST_PAD_KEY
        jae .cursor
        mov ah, 0xE0            ; Enter and the stroke of the keypad
        ret
.cursor:
        test al, al
        jnz .done
        mov al, 0xE0
.done:
        ret

; Control, Alt and Delete: the self-test starts again.
warm_start:
        mov word [Bda.reset_flag], 0x1234
        mov al, 0xFE            ; pulse the processor's reset line
        call kbc_command
        jmp halt

; Puts AX into the buffer; a full one loses it.
key_put:
        mov si, [Bda.key_tail]
        mov di, si
        call key_advance
        cmp si, [Bda.key_head]
        je .full
        mov [di], ax
        mov [Bda.key_tail], si
        clc
        ret
.full:
        stc
        ret

; SI: the place in the buffer after SI.
key_advance:
        add si, 2
        cmp si, [Bda.key_end]
        jb .done
        mov si, [Bda.key_start]
.done:
        ret

; INT 16h
keyboard_service:
        enter_service
        dispatch .table, 0x13, .unknown
.table:
        dw key_read, key_peek, key_shift, .unknown
        dw .unknown, key_write, .unknown, .unknown
        dw .unknown, .unknown, .unknown, .unknown
        dw .unknown, .unknown, .unknown, .unknown
        dw key_read, key_peek, key_shift_more
.unknown:
        leave_service

; AH=00h, 10h: waits for a key and takes it.
key_read:
        call console_poll
        cli
        mov si, [Bda.key_head]
        cmp si, [Bda.key_tail]
        jne .there
        sti
        hlt                     ; the next key, or at least the next tick
        jmp key_read
.there:
        call key_at
        mov [bp + Frame.ax], ax
        call key_advance
        mov [Bda.key_head], si
        leave_service

; AH=01h, 11h: zero flag when no key waits, else AX the next one, which stays.
key_peek:
        call console_poll
        cli
        or word [bp + Frame.flags], FLAG_ZERO
        mov si, [Bda.key_head]
        cmp si, [Bda.key_tail]
        je .none
        call key_at
        mov [bp + Frame.ax], ax
        and word [bp + Frame.flags], ~FLAG_ZERO
.none:
        leave_service

; AX: the key at SI, as the function in the frame wants it. The old functions do not know
; the 101-key keyboard.
key_at:
        mov ax, [si]
        test byte [bp + Frame.ah], 0x10
        jnz .done
        cmp al, 0xE0
        jne .not_cursor
        test ah, ah
        jz .done
        xor al, al
        ret
.not_cursor:
        cmp ah, 0xE0
        jne .done
        mov ah, 0x1C
        cmp al, 13
        je .done
        mov ah, 0x35
.done:
        ret

; AH=02h: AL the shift keys and locks.
key_shift:
        mov al, [Bda.shift]
        mov [bp + Frame.al], al
        leave_service

; AH=12h: AH more of them.
key_shift_more:
        mov al, [Bda.shift]
        mov ah, [Bda.shift_more]
        mov [bp + Frame.ax], ax
        leave_service

; AH=05h: puts CX into the buffer; AL=1 when it is full.
key_write:
        cli
        mov ax, cx
        call key_put
        setc [bp + Frame.al]
        leave_service
