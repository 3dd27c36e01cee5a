; kernel.asm: the monastery of this lesson. It has a library outside its wall.
;
; Memory:   0x7C00   this kernel, its tables included
;           0x9FF0   top of the kernel's stack
;          0x20000   the program, program.asm
;          0x23000   top of the program's stack
;          0x30000   the library, library.asm

%define KERNEL_STACK 0x9FF0
%define PROGRAM      0x20000
%define USER_STACK   0x23000
%define USER_FLAGS   0x0202         ; IF = 1, IOPL = 0
org 0x7C00
%include "kernel.inc"

LIBRARY       equ 0x30
SERVICE_GATE  equ 0x38
LIBRARY_GATE  equ 0x40
DOUBLE        equ 0x30000

kernel:
    jmp   leave

; ---- What happens behind the gates -----------------------------------------

; Call gate 0x38. The two numbers lie on our stack: the processor carried them
; over. The kernel lets the library double their sum, and RETF 8 drops them from
; both stacks.
service:
    mov   eax, [esp + 8]
    add   eax, [esp + 12]
kernel_calls:
    call  LIBRARY:DOUBLE
    retf  8

; Vector 0x0D, general protection: a far call is skipped (7 bytes), CLI too (1),
; and anything else ends the program.
refused:
    push  eax
    push  ebx
    mov   ebx, [esp + 12]           ; EIP of the refused instruction
    mov   al, [cs:ebx]
    cmp   al, 0x9A
    mov   ebx, 7
    je    skip
    cmp   al, 0xFA
    mov   ebx, 1
    jne   end_program
skip:
    add   [esp + 12], ebx
    pop   ebx
    pop   eax
    add   esp, 4                    ; the error code: IRET does not expect it
    iret

; ---- Tables ----------------------------------------------------------------

LIBRARY_ALL   equ 0x439E            ; DPL 0, conforming: bit 2 is C

; In a call gate the five lowest bits say how many doublewords it carries along.
align 8
gdt:
    first_segments USER_CODE_LOW, USER_DATA_HIGH
    segment LIBRARY_ALL                                          ; 0x30
    dw    service, KERNEL_CODE, CALL_GATE + DPL_3 + 2, 0         ; 0x38 carries two
    dw    DOUBLE & 0xFFFF, LIBRARY, CALL_GATE + DPL_3, DOUBLE >> 16  ; 0x40
gdt_end:

idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE            ; 0x08 double fault
    no_gates 0x04
    gate  refused, INTERRUPT_GATE                ; 0x0D general protection
    no_gates 0x22
    gate  end_program, INTERRUPT_GATE + DPL_3    ; 0x30 the end
idt_end:
