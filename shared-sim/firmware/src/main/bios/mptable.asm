; The table by which systems find the processor's interrupt controllers (Intel
; MultiProcessor Specification 1.4, chapter 4): one processor, one I/O APIC. It is made only
; when the processor has a local APIC, in the extended data area, where it is looked for.

MP_VERSION      equ 4
BUS_ISA         equ 0
LAST_ISA_LINE   equ 15

mp_init:
        call has_apic
        jc .none
        push EBDA_SEGMENT
        pop es
        mov di, Ebda.mp
        mov si, mp_template
        mov cx, mp_template_size
        cs rep movsb
        call .add_lines
        mov [es:Ebda.mp + mp_entries], cx
        mov ax, di
        sub ax, Ebda.mp + mp_header
        mov [es:Ebda.mp + mp_length], ax
        mov si, Ebda.mp + mp_header
        mov cx, ax
        call .checksum
        mov [es:Ebda.mp + mp_sum], al
        mov si, Ebda.mp
        mov cx, 16
        call .checksum
        mov [es:Ebda.mp + mp_pointer_sum], al
.none:
        ret

; Adds an entry for each ISA line behind ES:DI. CX: entries of the whole table. The timer is
; at the I/O APIC's input 2, since input 0 belongs to the 8259s.
.add_lines:
        mov cx, mp_template_entries
        xor bx, bx
.line:
        cmp bl, 2
        je .next                ; the cascade
        mov al, 3               ; interrupt assignment
        stosb
        xor ax, ax
        stosb                   ; vectored
        stosw                   ; as the bus has it
        mov al, BUS_ISA
        stosb
        mov al, bl
        stosb
        mov al, IO_APIC_ID
        stosb
        mov al, bl
        test bl, bl
        jnz .input
        mov al, 2
.input:
        stosb
        inc cx
.next:
        inc bx
        cmp bl, LAST_ISA_LINE
        jbe .line
        ret

; AL: what makes the sum of CX bytes at ES:SI zero.
.checksum:
        xor al, al
.byte:
        sub al, [es:si]
        inc si
        loop .byte
        ret

mp_template:
        db "_MP_"
        dd EBDA_SEGMENT * 16 + Ebda.mp + mp_header
        db 1, MP_VERSION
mp_pointer_sum equ $ - mp_template
        db 0
        db 0, 0, 0, 0, 0
mp_header equ $ - mp_template
        db "PCMP"
mp_length equ $ - mp_template
        dw 0
        db MP_VERSION
mp_sum equ $ - mp_template
        db 0
        db "CLOISTER"
        db "PC          "
        dd 0
        dw 0
mp_entries equ $ - mp_template
        dw 0
        dd LOCAL_APIC
        dw 0
        db 0, 0
; the processor
        db 0, 0, 0x14, 3
        dd 0x0600, 0x0201
        dd 0, 0
; the bus
        db 1, BUS_ISA
        db "ISA   "
; the I/O APIC
        db 2, IO_APIC_ID, 0x11, 1
        dd IO_APIC
; the 8259s and the NMI, at the local APIC's inputs
        db 4, 3
        dw 0
        db BUS_ISA, 0, 0xFF, 0
        db 4, 1
        dw 0
        db BUS_ISA, 0, 0xFF, 1
mp_template_size equ $ - mp_template
mp_template_entries equ 5
