; kernel.asm: the monastery of this lesson. It has gates of several kinds, and a
; map of ports that is not used yet.
;
; Memory:   0x7C00   this kernel, its tables included
;           0x9FF0   top of the kernel's stack
;          0x20000   the program, codes.asm
;          0x23000   top of the program's stack

%define KERNEL_STACK 0x9FF0
%define PROGRAM      0x20000
%define USER_STACK   0x23000
%define USER_FLAGS   0x0202         ; IF = 1, IOPL = 0
%define OPEN_PORT    0x60           ; a map of ports, in which this one is free,
%define PORT_MAP     0xFFFF         ; and which the processor looks for elsewhere
org 0x7C00
%include "kernel.inc"

HELPER        equ 0x20100           ; code of the program behind a gate
CLOSED_CALL   equ 0x38
OPEN_CALL     equ 0x40
TRAP_GATE     equ 0x8F00            ; as an interrupt gate, but IF stays as it is

kernel:
    xor   ax, ax
    lldt  ax                        ; there is no local table
    jmp   leave

; ---- What happens behind the gates -----------------------------------------

; Vector 0x30, and call gate 0x40. AL holds a letter for the console.
service:
    out   0xE9, al
    iret
call_service:
    out   0xE9, al
    retf

; Vector 0x32. The kernel itself goes to two gates here, in ring 0.
kernel_tries:
go_outwards:
    int   0x31                      ; to code of ring 3
call_for_ring_3:
    call  CLOSED_CALL + 3:0         ; gate 0x38, and RPL 3
    iret

; Vector 0x0D: an instruction was refused. If we know how long it is, it is
; skipped; any other ends the program.
refused:
    push  eax
    push  ebx
    mov   ebx, [esp + 12]           ; EIP of the refused instruction
    movzx eax, byte [cs:ebx]        ; its first byte
    movzx eax, byte [cs:lengths + eax]
    test  eax, eax
    jz    end_program
    add   [esp + 12], eax
    pop   ebx
    pop   eax
    add   esp, 4                    ; the error code: IRET does not expect it
    iret

; Length of an instruction by its first byte, 0 where we do not know it.
lengths:
    times 0x0F - ($ - lengths) db 0
    db    3                         ; 0F mov from or to CRn
    times 0x64 - ($ - lengths) db 0
    db    6                         ; 64 mov al from a segment FS
    times 0x8E - ($ - lengths) db 0
    db    2                         ; 8E mov to a segment register
    times 0x9A - ($ - lengths) db 0
    db    7                         ; 9A call far
    times 0xA0 - ($ - lengths) db 0
    db    5                         ; A0 mov al from an address
    times 0xCD - ($ - lengths) db 0
    db    2                         ; CD int
    times 0xE4 - ($ - lengths) db 0
    db    2, 2, 2, 2                ; E4 to E7 in and out, port in the instruction
    times 0xF4 - ($ - lengths) db 0
    db    1                         ; F4 hlt
    times 0xFA - ($ - lengths) db 0
    db    1                         ; FA cli
    times 0x100 - ($ - lengths) db 0

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    first_segments USER_CODE_LOW, USER_DATA_HIGH
    dw    0, 0, 0, 0                                        ; 0x30 empty
    dw    call_service, KERNEL_CODE, CALL_GATE, 0           ; 0x38 DPL 0: closed
    dw    call_service, KERNEL_CODE, CALL_GATE + DPL_3, 0   ; 0x40 open to ring 3
gdt_end:

idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE                       ; 0x08 double fault
    no_gates 0x04
    gate  refused, INTERRUPT_GATE                           ; 0x0D general protection
    no_gates 0x22
    gate  service, INTERRUPT_GATE                           ; 0x30 DPL 0: closed
    dw    HELPER & 0xFFFF, USER_CODE, TRAP_GATE + DPL_3, HELPER >> 16   ; 0x31
    gate  kernel_tries, INTERRUPT_GATE + DPL_3              ; 0x32
    gate  end_program, INTERRUPT_GATE + DPL_3               ; 0x33 the end
idt_end:
