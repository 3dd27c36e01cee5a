; kernel.asm: the monastery of this lesson. It has a library outside its wall.
;
; Memory:   0x7C00   this kernel, its tables included
;           0x9FF0   top of the kernel's stack
;          0x20000   the program, program.asm
;          0x23000   top of the program's stack
;          0x30000   the library, library.asm

org 0x7C00

KERNEL_CODE   equ 0x08
KERNEL_DATA   equ 0x10
USER_CODE     equ 0x18 + 3
USER_DATA     equ 0x20 + 3
TASK          equ 0x28
LIBRARY       equ 0x30
SERVICE_GATE  equ 0x38
LIBRARY_GATE  equ 0x40

; The high word of a gate: present, DPL in bits 13 and 14, type in bits 8 to 12.
; In a call gate the five lowest bits say how many words it carries along.
INTERRUPT_GATE equ 0x8E00
CALL_GATE      equ 0x8C00
DPL_3          equ 0x6000

KERNEL_STACK  equ 0x9FF0
PROGRAM       equ 0x20000
USER_STACK    equ 0x23000
USER_FLAGS    equ 0x0202            ; IF = 1, IOPL = 0
DOUBLE        equ 0x30000

; ---- Real mode -------------------------------------------------------------

bits 16
boot:
    cli
    xor   ax, ax
    mov   ds, ax
    mov   ss, ax
    mov   sp, 0x7C00
    lgdt  [gdt_pointer]
    lidt  [idt_pointer]
    mov   eax, cr0
    or    al, 1                     ; PE, protection enable
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

    mov   ax, USER_DATA
    mov   ds, ax
    mov   es, ax
    push  USER_DATA                 ; SS
    push  USER_STACK                ; ESP
    push  USER_FLAGS                ; EFLAGS
    push  USER_CODE                 ; CS
    push  PROGRAM                   ; EIP
    xor   eax, eax
    iret

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

end_program:
    cli
    hlt
    jmp   end_program

; ---- Tables ----------------------------------------------------------------

; In the access byte of a code segment, bit 2 is C, conforming.
align 8
gdt:
    dw    0, 0, 0, 0                         ; 0x00 null: never usable
    dw    0xFFFF, 0
    db    0, 0x9A, 0xCF, 0                   ; 0x08 kernel code, DPL 0
    dw    0xFFFF, 0
    db    0, 0x92, 0xCF, 0                   ; 0x10 kernel data, DPL 0
    dw    0xFFFF, 0
    db    0, 0xF8, 0x42, 0                   ; 0x18 user code, DPL 3, up to 0x2FFFF
    dw    0xFFFF, 0
    db    0, 0xF6, 0x41, 0                   ; 0x20 user data, DPL 3, from 0x20000 up
    dw    tss_end - tss - 1, tss
    db    0, 0x89, 0, 0                      ; 0x28 task-state segment
    dw    0xFFFF, 0
    db    0, 0x9E, 0x43, 0                   ; 0x30 library, DPL 0, conforming
    dw    service, KERNEL_CODE, CALL_GATE + DPL_3 + 2, 0         ; 0x38 carries two words
    dw    DOUBLE & 0xFFFF, LIBRARY, CALL_GATE + DPL_3, DOUBLE >> 16  ; 0x40
gdt_end:

idt:
    times 0x08 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE, 0            ; 0x08 double fault
    times 0x04 * 8 db 0
    dw    refused, KERNEL_CODE, INTERRUPT_GATE, 0                ; 0x0D general protection
    times 0x22 * 8 db 0
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
