; kernel.asm: the monastery of this lesson. It has no wall of segments: every
; segment begins at 0 and reaches to 4 GiB. The wall is made of pages, and each
; of two programs has pages of its own.
;
; Memory:   0x7C00   this kernel
;           0x9000   directory and table of the first program
;           0xB000   directory and table of the second program
;          0x17000   top of the kernel's stack for the second program
;          0x18000   top of the kernel's stack for the first program
;          0x20000   first.asm      0x22000  top of its stack
;          0x28000   second.asm     0x2A000  top of its stack
;          0x31000   a frame for the first program
;          0x3A000   a frame for the second program
;          0x3C000   a frame that nobody uses yet

%define KERNEL_STACK 0x18000       ; for the first program
org 0x7C00
%include "kernel.inc"

STACK_2        equ 0x17000         ; for the second one
USER_FLAGS     equ 0x0202

BORROWED       equ 0x50000         ; not there until somebody asks
FREE_FRAME     equ 0x3C000

kernel:
    mov   eax, directory_1
    mov   cr3, eax                 ; where the pages of the first are described
    mov   eax, cr0
    or    eax, 0x80010000          ; PG, paging; WP, for the kernel as well
    mov   cr0, eax

    ; The second program waits, as if it had called at its first instruction.
    mov   esp, STACK_2
    push  USER_DATA                ; SS
    push  0x2A000                  ; ESP
    push  USER_FLAGS               ; EFLAGS
    push  USER_CODE                ; CS
    push  0x28000                  ; EIP
    xor   eax, eax
    pusha
    mov   [waiting], esp

    ; The first one goes.
    mov   esp, KERNEL_STACK
    mov   ax, USER_DATA
    mov   ds, ax
    mov   es, ax
    push  USER_DATA
    push  0x22000
    push  USER_FLAGS
    push  USER_CODE
    push  0x20000
    xor   eax, eax
    iret

; ---- What happens behind the gates -----------------------------------------

; Vector 0x31: a program gives up its turn, and the other one goes on.
yield:
    pusha
    xchg  esp, [waiting]           ; the other stack
    mov   eax, [waiting_top]
    xchg  eax, [tss + 4]
    mov   [waiting_top], eax       ; and its top, for the next entry
    mov   eax, [waiting_pages]
    mov   ebx, cr3
    mov   [waiting_pages], ebx
    mov   cr3, eax                 ; and the other pages
    popa
    iret

; Vector 0x0E, page fault. CR2 holds the address that was asked for. Whoever
; asks for the page that is not there gets it, and tries again. Any other MOV
; with opcode 8B is skipped: it has 6 bytes here.
page_fault:
    push  eax
    push  ebx
    mov   eax, cr2
    and   eax, 0xFFFFF000
    cmp   eax, BORROWED
    je    lend
    mov   ebx, [esp + 12]          ; EIP of the refused instruction
    cmp   byte [ebx], 0x8B
    jne   end_program
    add   dword [esp + 12], 6
back:
    pop   ebx
    pop   eax
    add   esp, 4                   ; the error code: IRET does not expect it
    iret

lend:
    mov   ebx, cr3                 ; the directory, and behind it the table
    mov   dword [ebx + 0x1000 + BORROWED / 4096 * 4], FREE_FRAME + PRESENT + WRITE + USER
    jmp   back

waiting:
    dd    0                        ; ESP of the program that does not run,
waiting_top:
    dd    STACK_2                  ; the top of its stack in the kernel,
waiting_pages:
    dd    directory_2              ; and its pages

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    first_segments USER_CODE_ALL, USER_DATA_ALL
gdt_end:

idt:
    no_gates 0x08
    gate  end_program, INTERRUPT_GATE            ; 0x08 double fault
    no_gates 0x05
    gate  page_fault, INTERRUPT_GATE             ; 0x0E page fault
    no_gates 0x21
    gate  end_program, INTERRUPT_GATE + DPL_3    ; 0x30 the end
    gate  yield, INTERRUPT_GATE + DPL_3          ; 0x31 the other one
idt_end:

; A directory has one table here, for the first 4 MiB. Both must allow an access.
; One entry a page of 4 KiB: the frame it lies in, and the three bits.
%macro pages 2                               ; how many, which bits
%rep %1
    dd    page + %2
%assign page page + 4096
%endrep
%endmacro

%macro page_in 2                             ; in which frame, which bits
    dd    %1 + %2
%assign page page + 4096
%endmacro

    times 0x1400 - ($ - $$) db 0
directory_1:
    dd    table_1 + PRESENT + WRITE + USER
    times 1023 dd 0
table_1:
%assign page 0
    pages   32, PRESENT + WRITE              ; 0x00000 the kernel's
    pages   2, PRESENT + WRITE + USER        ; 0x20000 the first program's
    pages   30, PRESENT + WRITE              ; 0x22000 the kernel's
    page_in 0x31000, PRESENT + WRITE + USER  ; 0x40000 its note
    pages   15, PRESENT + WRITE              ; 0x41000 the kernel's
    pages   1, 0                             ; 0x50000 not there
    pages   175, PRESENT + WRITE             ; 0x51000 the kernel's
    times 1024 - 256 dd 0

directory_2:
    dd    table_2 + PRESENT + WRITE + USER
    times 1023 dd 0
table_2:
%assign page 0
    pages   40, PRESENT + WRITE              ; 0x00000 the kernel's
    pages   2, PRESENT + WRITE + USER        ; 0x28000 the second program's
    pages   22, PRESENT + WRITE              ; 0x2A000 the kernel's
    page_in 0x3A000, PRESENT + WRITE + USER  ; 0x40000 its note
    pages   15, PRESENT + WRITE              ; 0x41000 the kernel's
    pages   1, 0                             ; 0x50000 not there
    pages   175, PRESENT + WRITE             ; 0x51000 the kernel's
    times 1024 - 256 dd 0
