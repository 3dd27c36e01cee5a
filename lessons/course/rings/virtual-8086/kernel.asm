; kernel.asm: the monastery of this lesson. It lets in a guest who believes that
; there is no wall: a program for the 8086, in virtual-8086 mode.
;
; Memory:   0x0084   vector 21h, as the old program knows it
;           0x7C00   this kernel
;          0x18000   top of the kernel's stack
;          0x20000   the old program, old.asm, at 2000:0000
;          0x2FFF0   top of its stack, at 2000:FFF0
;          0x30000   resident.asm, at 3000:0000

org 0x7C00

KERNEL_CODE    equ 0x08
KERNEL_DATA    equ 0x10
TASK           equ 0x18
INTERRUPT_GATE equ 0x8E00

KERNEL_STACK   equ 0x18000
VM             equ 0x20000         ; the flag that makes it virtual-8086 mode
OLD_FLAGS      equ 0x0202 + VM     ; IF = 1, IOPL = 0

; ---- Real mode -------------------------------------------------------------

bits 16
boot:
    cli
    xor   ax, ax
    mov   ds, ax
    mov   word [0x21 * 4], 0       ; vector 21h leads to 3000:0000
    mov   word [0x21 * 4 + 2], 0x3000
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

    ; IRET with VM set takes nine words.
    push  0                        ; GS
    push  0                        ; FS
    push  0                        ; DS
    push  0                        ; ES
    push  0x2000                   ; SS
    push  0xFFF0                   ; ESP
    push  OLD_FLAGS                ; EFLAGS
    push  0x2000                   ; CS
    push  0                        ; EIP
leave_for_old:
    iret

; ---- The monitor: what the old program must not do itself ------------------

; Vector 0x0D. On our stack lie, above what PUSHAD keeps: error code, EIP, CS,
; EFLAGS, ESP, SS and the four data segments.
EIP    equ 36
CS_    equ 40
FLAGS  equ 44
SP_    equ 48
SS_    equ 52

monitor:
    pushad
    mov   ax, KERNEL_DATA
    mov   ds, ax
    test  dword [esp + FLAGS], VM
    jz    end_program
    movzx ebx, word [esp + CS_]    ; segment times 16 plus offset: as on the 8086
    shl   ebx, 4
    add   ebx, [esp + EIP]
    movzx edi, word [esp + SS_]
    shl   edi, 4
    movzx edx, word [esp + SP_]
    mov   al, [ebx]
    cmp   al, 0xFA
    je    emulate_cli
    cmp   al, 0xCD
    je    emulate_int
    cmp   al, 0xCF
    je    emulate_iret
    jmp   end_program

; The flag is the kernel's. The old program gets one of its own.
emulate_cli:
    and   word [old_flags], 0xFDFF
    inc   dword [esp + EIP]
    jmp   back

; As the 8086 does it: three words on the program's stack, and on to where the
; vector at address 0 leads.
emulate_int:
    movzx ecx, byte [ebx + 1]
    sub   dx, 6
    mov   [esp + SP_], edx
    mov   eax, [esp + EIP]
    add   eax, 2
    mov   [edi + edx], ax
    mov   eax, [esp + CS_]
    mov   [edi + edx + 2], ax
    mov   ax, [old_flags]
    mov   [edi + edx + 4], ax
    movzx eax, word [ecx * 4]
    mov   [esp + EIP], eax
    movzx eax, word [ecx * 4 + 2]
    mov   [esp + CS_], eax
    jmp   back

emulate_iret:
    movzx eax, word [edi + edx]
    mov   [esp + EIP], eax
    movzx eax, word [edi + edx + 2]
    mov   [esp + CS_], eax
    mov   ax, [edi + edx + 4]
    mov   [old_flags], ax
    add   dx, 6
    mov   [esp + SP_], edx

back:
    popad
    add   esp, 4                   ; the error code: IRET does not expect it
    iret

end_program:
    cli
    hlt
    jmp   end_program

old_flags:
    dw    0x0202                   ; what the old program believes

; ---- Tables ----------------------------------------------------------------

align 8
gdt:
    dw    0, 0, 0, 0                         ; 0x00 null
    dw    0xFFFF, 0
    db    0, 0x9A, 0xCF, 0                   ; 0x08 kernel code, DPL 0, 0 to 4 GiB
    dw    0xFFFF, 0
    db    0, 0x92, 0xCF, 0                   ; 0x10 kernel data, DPL 0, 0 to 4 GiB
    dw    tss_end - tss - 1, tss
    db    0, 0x89, 0, 0                      ; 0x18 task-state segment
gdt_end:

idt:
    times 0x08 * 8 db 0
    dw    end_program, KERNEL_CODE, INTERRUPT_GATE, 0            ; 0x08 double fault
    times 0x04 * 8 db 0
    dw    monitor, KERNEL_CODE, INTERRUPT_GATE, 0                ; 0x0D general protection
idt_end:

; The bit map of ports has a 0 for each port that is free: here for 0xE9 alone.
tss:
    dd    0, KERNEL_STACK, KERNEL_DATA
    times 102 - 12 db 0
    dw    104                                ; where the bit map begins
    times 0xE9 / 8 db 0xFF
    db    0xFF - (1 << 0xE9 % 8)
    db    0xFF
tss_end:

gdt_pointer:
    dw    gdt_end - gdt - 1
    dd    gdt
idt_pointer:
    dw    idt_end - idt - 1
    dd    idt
