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

org 0x7C00

KERNEL_CODE    equ 0x08
KERNEL_DATA    equ 0x10
USER_CODE      equ 0x18 + 3
USER_DATA      equ 0x20 + 3
TASK           equ 0x28
INTERRUPT_GATE equ 0x8E00
DPL_3          equ 0x6000

STACK_1        equ 0x18000
STACK_2        equ 0x17000
USER_FLAGS     equ 0x0202

; Bits of a page-table entry.
PRESENT        equ 1               ; P: there is such a page
WRITE          equ 2               ; R/W: it may be written
USER           equ 4               ; U/S: ring 3 may use it

NOTE           equ 0x40000         ; a page of each program, in another frame
BORROWED       equ 0x50000         ; not there until somebody asks
FREE_FRAME     equ 0x3C000

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
    mov   ax, TASK
    ltr   ax

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
    pushad
    mov   [waiting], esp

    ; The first one goes.
    mov   esp, STACK_1
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

; Vector 0x31: a program has finished for now, and the other one goes on.
yield:
    pushad
    xchg  esp, [waiting]           ; the other stack
    mov   eax, [waiting_top]
    xchg  eax, [tss + 4]
    mov   [waiting_top], eax       ; and its top, for the next entry
    mov   eax, [waiting_pages]
    mov   ebx, cr3
    mov   [waiting_pages], ebx
    mov   cr3, eax                 ; and the other pages
    popad
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

end_program:
    cli
    hlt
    jmp   end_program

waiting:
    dd    0                        ; ESP of the program that does not run,
waiting_top:
    dd    STACK_2                  ; the top of its stack in the kernel,
waiting_pages:
    dd    directory_2              ; and its pages

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
    dw    yield, KERNEL_CODE, INTERRUPT_GATE + DPL_3, 0          ; 0x31 the other one
idt_end:

tss:
    dd    0, STACK_1, KERNEL_DATA            ; which stack ring 0 gets
    times 102 - 12 db 0
    dw    104                                ; no I/O permission bitmap
tss_end:

gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt

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
