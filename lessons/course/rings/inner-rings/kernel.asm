; kernel.asm: the monastery of this lesson. Between its court, ring 0, and the
; village, ring 3, it has a cloister walk, ring 1, where a driver lives.
;
; Memory:   0x7C00   this kernel
;           0x8000   page directory
;           0x9000   page table
;          0x18000   top of the kernel's stack
;          0x1C000   top of the driver's stack
;          0x20000   the program, program.asm
;          0x23000   top of the program's stack
;          0x28000   the driver, driver.asm
;          0x80000   a book of the kernel

org 0x7C00

KERNEL_CODE    equ 0x08
KERNEL_DATA    equ 0x10
USER_CODE      equ 0x18 + 3
USER_DATA      equ 0x20 + 3
TASK           equ 0x28
DRIVER_CODE    equ 0x30 + 1
DRIVER_DATA    equ 0x38 + 1
INTERRUPT_GATE equ 0x8E00
CALL_GATE      equ 0x8C00
DPL_3          equ 0x6000

KERNEL_STACK   equ 0x18000
DRIVER_STACK   equ 0x1C000
PROGRAM        equ 0x20000
USER_STACK     equ 0x23000
USER_FLAGS     equ 0x1202          ; IF = 1, IOPL = 1
DRIVER         equ 0x28000

PRESENT        equ 1
WRITE          equ 2
USER           equ 4

; ---- Real mode -------------------------------------------------------------

bits 16
boot:
    cli
    xor   ax, ax
    mov   ds, ax
    lgdt  [gdt_pointer]
    lidt  [idt_pointer]
    mov   eax, cr0
    or    al, 1                    ; PE, protection enable
    mov   cr0, eax
    jmp   KERNEL_CODE:protected

; ---- Protected mode, ring 0 ------------------------------------------------

bits 32
protected:
    mov   ax, KERNEL_DATA
    mov   ds, ax
    mov   es, ax
    mov   ss, ax
    mov   esp, KERNEL_STACK
    mov   ax, TASK
    ltr   ax

    mov   eax, directory
    mov   cr3, eax
    mov   eax, cr0
    or    eax, 0x80010000          ; PG, paging; WP
    mov   cr0, eax

    mov   ax, USER_DATA
    mov   ds, ax
    mov   es, ax
    push  USER_DATA                ; SS
    push  USER_STACK               ; ESP
    push  USER_FLAGS               ; EFLAGS
    push  USER_CODE                ; CS
    push  PROGRAM                  ; EIP
    xor   eax, eax
    iret

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

end_program:
    cli
    hlt
    jmp   end_program

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    dw    0, 0, 0, 0                         ; 0x00 null
    dw    0xFFFF, 0
    db    0, 0x9A, 0xCF, 0                   ; 0x08 kernel code, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0x92, 0xCF, 0                   ; 0x10 kernel data, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0xFA, 0xCF, 0                   ; 0x18 user code, DPL 3, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0xF2, 0xCF, 0                   ; 0x20 user data, DPL 3, 0 to 4 GiB
    dw    tss_end - tss - 1, tss
    db    0, 0x89, 0, 0                      ; 0x28 task-state segment
    dw    0xFFFF, 0
    db    0, 0xBA, 0xCF, 0                   ; 0x30 driver code, DPL 1, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0xB2, 0xCF, 0                   ; 0x38 driver data, DPL 1, 0 to 4 GiB
    dw    DRIVER & 0xFFFF, DRIVER_CODE, CALL_GATE + DPL_3, DRIVER >> 16  ; 0x40
gdt_end:

idt:
    times 0x08 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE, 0            ; 0x08 double fault
    times 0x04 * 8 db 0
    dw    refused, KERNEL_CODE, INTERRUPT_GATE, 0                ; 0x0D general protection
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE, 0            ; 0x0E page fault
    times 0x21 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE + DPL_3, 0    ; 0x30 the end
idt_end:

; One stack for each ring that can be entered from outside.
tss:
    dd    0
    dd    KERNEL_STACK, KERNEL_DATA          ; ESP0, SS0
    dd    DRIVER_STACK, DRIVER_DATA          ; ESP1, SS1
    times 102 - 20 db 0
    dw    104                                ; no I/O permission bitmap
tss_end:

gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt

    times 0x400 - ($ - $$) db 0
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
