; A boot sector that says hello, shows the ring that it runs in and echoes what is typed.

        bits 16
        org 0x7C00

KEY_ESCAPE      equ 27
KEY_ENTER       equ 13
COM1            equ 0x3F8

start:
        cli
        xor ax, ax
        mov ds, ax
        mov ss, ax
        mov sp, 0x7C00
        sti
        cld
        mov si, hello
        call print
        call print_ring
        mov si, invitation
        call print
.next:
        mov ah, 0x00            ; the BIOS halts the processor until a key comes
        int 0x16
        cmp al, KEY_ESCAPE
        je give_up
        call print_character
        cmp al, KEY_ENTER
        jne .next
        mov al, 10
        call print_character
        jmp .next

; Without protection there are no rings, and everything may do what ring 0 may.
print_ring:
        mov si, real
        smsw ax
        test al, 1
        jz print
        mov ax, cs
        and al, 3
        add al, '0'
        mov [ring], al
        mov si, protected

; Prints the text at SI, up to its zero.
print:
        lodsb
        test al, al
        jz .done
        call print_character
        jmp print
.done:
        ret

; Prints AL on the screen and at the serial port.
print_character:
        push ax
        mov ah, 0x0E
        mov bx, 0x0007
        int 0x10
        pop ax
        push ax
        mov dx, COM1 + 5
        mov ah, al
.busy:
        in al, dx
        test al, 0x20
        jz .busy
        mov al, ah
        mov dx, COM1
        out dx, al
        pop ax
        ret

; An interrupt table without room for anything: the fault has no handler, its double fault has none
; either, and the processor shuts down.
give_up:
        cli
        mov si, farewell
        call print
        lidt [nothing]
        ud2

nothing:
        dw 0
        dd 0

hello:  db "Hello from a boot sector.", 13, 10, 0
real:   db "Real mode: no rings yet, all code is privileged.", 13, 10, 0
protected:
        db "Protected mode: ring "
ring:   db "?", 13, 10, 0
invitation:
        db "Type, and it comes back. Escape brings a triple fault.", 13, 10, 0
farewell:
        db 13, 10, "No handler, no way out.", 13, 10, 0

        times 510 - ($ - $$) db 0
        dw 0xAA55
