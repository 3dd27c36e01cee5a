; kernel.asm: the monastery of this lesson. Between its court, ring 0, and the
; village, ring 3, it has a cloister walk, ring 1, where a driver lives.
;
; Memory:   0x7C00   this kernel
;           0x9000   page directory
;           0xA000   page table
;          0x18000   top of the kernel's stack
;          0x1C000   top of the driver's stack
;          0x20000   the program, program.asm
;          0x23000   top of the program's stack
;          0x28000   the driver, driver.asm
;          0x80000   a book of the kernel

%define KERNEL_STACK 0x18000
%define PROGRAM      0x20000
%define USER_STACK   0x23000
%define USER_FLAGS   0x1202        ; IF = 1, IOPL = 1
org 0x7C00
%include "kernel.inc"

DRIVER_CODE    equ 0x30 + 1
DRIVER_DATA    equ 0x38 + 1
DRIVER_STACK   equ 0x1C000
DRIVER         equ 0x28000

kernel:
    mov   dword [tss + 12], DRIVER_STACK     ; ESP1 and SS1: one stack for each
    mov   dword [tss + 16], DRIVER_DATA      ; ring that can be entered
    mov   eax, directory
    mov   cr3, eax
    mov   eax, cr0
    or    eax, 0x80010000          ; PG, paging; WP
    mov   cr0, eax
    jmp   leave

; ---- What happens behind the gates -----------------------------------------

; Vector 0x0D, general protection. It comes to ring 0, whoever is refused. OUT,
; HLT and MOV with opcode C6 are skipped, any other ends the program.
refused:
    push  eax
    push  ebx
    mov   ebx, [esp + 12]          ; EIP of the refused instruction
    mov   al, [cs:ebx]
    mov   ebx, 2
    cmp   al, 0xE6                 ; OUT
    je    skip
    mov   ebx, 1
    cmp   al, 0xF4                 ; HLT
    je    skip
    mov   ebx, 7
    cmp   al, 0xC6                 ; MOV
    jne   end_program
skip:
    add   [esp + 12], ebx
    pop   ebx
    pop   eax
    add   esp, 4                   ; the error code: IRET does not expect it
    iret

; ---- Tables ----------------------------------------------------------------

DRIVER_CODE_ALL equ 0xCFBA         ; DPL 1, 0 to 4 GiB
DRIVER_DATA_ALL equ 0xCFB2

align 8
gdt:
    first_segments USER_CODE_ALL, USER_DATA_ALL
    segment DRIVER_CODE_ALL                  ; 0x30
    segment DRIVER_DATA_ALL                  ; 0x38
    dw    DRIVER & 0xFFFF, DRIVER_CODE, CALL_GATE + DPL_3, DRIVER >> 16  ; 0x40
gdt_end:

idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE            ; 0x08 double fault
    no_gates 0x04
    gate  refused, INTERRUPT_GATE                ; 0x0D general protection
    gate  end_program, INTERRUPT_GATE            ; 0x0E page fault
    no_gates 0x21
    gate  end_program, INTERRUPT_GATE + DPL_3    ; 0x30 the end
idt_end:

    times 0x1400 - ($ - $$) db 0
directory:
    dd    table + PRESENT + WRITE + USER
    times 1023 dd 0

%assign page 0
%macro pages 2                               ; how many, which bits
%rep %1
    dd    page + %2
%assign page page + 4096
%endrep
%endmacro

table:
    pages 32, PRESENT + WRITE                ; 0x00000 the kernel's
    pages 8, PRESENT + WRITE + USER          ; 0x20000 the program's
    pages 216, PRESENT + WRITE               ; 0x28000 the driver's, and the kernel's
