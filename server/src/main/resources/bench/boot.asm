; Boot storm: a disk that the BIOS boots. It reads 64 KiB through the BIOS, sends the sum of its words
; as the other programs do, and resets the machine.
org 0x7C00
bits 16
SERIAL equ 0x3F8
KIB_64 equ 0x10000
%macro set_port 2
    mov dx, %1
    mov al, %2
    out dx, al
%endmacro
    cli
    xor ax, ax
    mov ds, ax
    mov ss, ax
    mov sp, 0x7C00
    sti
    cld
    mov ah, 0x42
    mov si, packet
    int 0x13
    jc failed
    mov word [packet + 6], 0x1800
    mov word [packet + 8], 65
    mov ah, 0x42
    int 0x13
    jc failed
    mov ax, 0x1000
    mov es, ax
    xor edi, edi
    xor ebx, ebx
sum:
    add ebx, [es:di]
    add di, 4
    jnz sum
    jmp send
failed:
    mov ebx, -1
send:
    set_port SERIAL + 3, 0x83
    set_port SERIAL, 1
    set_port SERIAL + 1, 0
    set_port SERIAL + 3, 3
    set_port SERIAL + 2, 1
    mov dx, SERIAL
    mov cx, 8
report:
    rol ebx, 4
    mov si, bx
    and si, 15
    mov al, [digits + si]
    out dx, al
    loop report
    mov al, 10
    out dx, al
    mov dx, SERIAL + 5
sent:
    in al, dx
    test al, 0x40
    jz sent
ready:
    in al, 0x64
    test al, 2
    jnz ready
    mov al, 0xFE
    out 0x64, al
    hlt
digits:
    db "0123456789abcdef"
packet:
    db 16, 0
    dw 64, 0, 0x1000
    dq 1
    times 510 - ($ - $$) db 0
    dw 0xAA55
%assign word 0
%rep KIB_64 / 4
    dd word
%assign word word + 0x10001
%endrep
