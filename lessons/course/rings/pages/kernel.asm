; kernel.asm: the monastery of this lesson. It has no wall of segments: every
; segment begins at 0 and reaches to 4 GiB. The wall is made of pages.
;
; Memory:   0x7C00   this kernel
;           0x8000   page directory
;           0x9000   page table
;          0x18000   top of the kernel's stack
;          0x20000   the program, program.asm
;          0x23000   top of the program's stack
;          0x30000   a frame that nobody uses yet

org 0x7C00

KERNEL_CODE    equ 0x08
KERNEL_DATA    equ 0x10
USER_CODE      equ 0x18 + 3
USER_DATA      equ 0x20 + 3
TASK           equ 0x28
INTERRUPT_GATE equ 0x8E00
DPL_3          equ 0x6000

KERNEL_STACK   equ 0x18000
PROGRAM        equ 0x20000
USER_STACK     equ 0x23000
USER_FLAGS     equ 0x0202

; Bits of a page-table entry.
PRESENT        equ 1               ; P: there is such a page
WRITE          equ 2               ; R/W: it may be written
USER           equ 4               ; U/S: ring 3 may use it

BOOK           equ 0x24000         ; for reading only
BORROWED       equ 0x25000         ; not there until somebody asks
FREE_FRAME     equ 0x30000

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
    mov   cr3, eax                 ; where the pages are described
    mov   eax, cr0
    or    eax, 0x80010000          ; PG, paging; WP, for the kernel as well
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

; Vector 0x0E, page fault. CR2 holds the address that was asked for, and the
; error code says how. Whoever asks for the page that is not there gets it, and
; tries again. Any other is skipped: MOV with opcode C6 has 7 bytes here, MOV
; with opcode 8B has 6.
page_fault:
    push  eax
    push  ebx
    mov   eax, cr2
    and   eax, 0xFFFFF000
    cmp   eax, BORROWED
    je    lend
    mov   ebx, [esp + 12]          ; EIP of the refused instruction
    mov   al, [ebx]
    mov   ebx, 7
    cmp   al, 0xC6
    je    skip
    mov   ebx, 6
    cmp   al, 0x8B
    jne   end_program
skip:
    add   [esp + 12], ebx
back:
    pop   ebx
    pop   eax
    add   esp, 4                   ; the error code: IRET does not expect it
    iret

lend:
    mov   dword [table + BORROWED / 4096 * 4], FREE_FRAME + PRESENT + WRITE + USER
    invlpg [BORROWED]              ; forget what was known of this page
    jmp   back

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
gdt_end:

idt:
    times 0x08 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE, 0            ; 0x08 double fault
    times 0x05 * 8 db 0
    dw    page_fault, KERNEL_CODE, INTERRUPT_GATE, 0             ; 0x0E page fault
    times 0x21 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE + DPL_3, 0    ; 0x30 the end
idt_end:

tss:
    dd    0, KERNEL_STACK, KERNEL_DATA       ; which stack ring 0 gets
    times 102 - 12 db 0
    dw    104                                ; no I/O permission bitmap
tss_end:

gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt

; The directory has one table, for the first 4 MiB. Both must allow an access.
    times 0x400 - ($ - $$) db 0
directory:
    dd    table + PRESENT + WRITE + USER
    times 1023 dd 0

; One entry a page of 4 KiB: the frame it lies in, and the three bits.
%assign page 0
%macro pages 2                               ; how many, which bits
%rep %1
    dd    page + %2
%assign page page + 4096
%endrep
%endmacro

table:
    pages 32, PRESENT + WRITE                ; 0x00000 the kernel's
    pages 4, PRESENT + WRITE + USER          ; 0x20000 the program's
    pages 1, PRESENT + USER                  ; 0x24000 the book: to be read, not written
    pages 1, 0                               ; 0x25000 not there
    pages 218, PRESENT + WRITE               ; 0x26000 the kernel's
